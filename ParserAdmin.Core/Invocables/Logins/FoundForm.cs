using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables.Logins;

/// <summary>The form that a definition means, found on its page, and what it lacks of what is to be filled in.</summary>
/// <param name="Lack">What is missing and what is there, as a sentence; null where every field has its place.</param>
internal sealed record FoundForm(IHtmlFormElement Element, string? Lack)
{
    private const int MostForms = 5;
    private const int MostNames = 20;

    /// <summary>
    /// Of several forms that the selector matches the first that has every field: many pages have a search form above the login.
    /// </summary>
    /// <exception cref="FetchException">LayoutChanged: no such form is there, or none that has a single one of the fields; a password is
    /// not sent to such a one.</exception>
    public static FoundForm On(IHtmlDocument page, Uri address, LoginFormDefinition wanted)
    {
        var matches = new CompiledSelector(wanted.Selector).All(page);
        var forms = matches.OfType<IHtmlFormElement>().ToList();
        if (forms.Count == 0)
            throw Missing(address, matches.Count > 0 ? NoForm(matches[0], wanted.Selector) : NoMatch(page, address, wanted.Selector));
        var best = forms.MinBy(form => Lacking(form, wanted).Count)!;
        var lacking = Lacking(best, wanted);
        if (lacking.Count == 0)
            return new FoundForm(best, null);
        if (lacking.Count < wanted.Fields.Count)
        {
            return new FoundForm(
                best,
                $"The form on {address.AbsolutePath} has no {Fields(lacking)}; it has: {Names(best)}. Correct login.form.fields"
            );
        }

        throw Missing(
            address,
            forms.Count == 1
                ? $"The form on {address.AbsolutePath} has no {Fields(lacking)}; it has: {Names(best)}. Correct login.form.fields, or "
                    + $"name another form in login.form.selector."
                : $"{forms.Count} forms on {address.AbsolutePath} match '{wanted.Selector}', and none has the {Fields(lacking)}. There "
                    + $"are: {Forms(forms)}. Correct login.form.fields or login.form.selector."
        );
    }

    private static List<string> Lacking(IHtmlFormElement form, LoginFormDefinition wanted)
    {
        var there = NamesOf(form);
        return [.. wanted.Fields.Keys.Where(name => !there.Contains(name, StringComparer.Ordinal))];
    }

    // Buttons count: the one that a person presses is sent like a field.
    private static List<string> NamesOf(IHtmlFormElement form) =>
        [
            .. form
                .Elements.Select(element => element.GetAttribute("name"))
                .OfType<string>()
                .Where(name => name.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];

    private static string NoForm(IElement found, string selector) =>
        found.QuerySelector("form") is not null
            ? $"'{selector}' is the <{found.LocalName}> around the form. Write login.form.selector: \"{selector} form\"."
            : $"'{selector}' is a <{found.LocalName}>, and there is no form in it. Name the <form> itself in login.form.selector.";

    private static string NoMatch(IHtmlDocument page, Uri address, string selector)
    {
        var all = page.Forms.OfType<IHtmlFormElement>().ToList();
        return all.Count == 0
            ? $"The page {address.AbsolutePath} has no form at all. Check login.form.path; a form that scripts make cannot be filled "
                + $"in: sign in with your own browser and set login.cookie."
            : $"The login page {address.AbsolutePath} has no form '{selector}'. It has: {Forms(all)}. Correct login.form.selector.";
    }

    private static string Fields(List<string> names) =>
        $"{(names.Count == 1 ? "field" : "fields")} {string.Join(", ", names.Select(name => $"'{name}'"))}";

    private static string Forms(List<IHtmlFormElement> forms) =>
        string.Join("; ", forms.Take(MostForms).Select(form => $"{Called(form)} with {Names(form)}"))
        + (forms.Count > MostForms ? " …" : "");

    private static string Called(IHtmlFormElement form) =>
        form.Id is { Length: > 0 } id ? $"form#{id}"
        : form.ClassList is [var name, ..] ? $"form.{name}"
        : form.GetAttribute("action") is { Length: > 0 } action ? $"form[action='{action}']"
        : "a form without id";

    private static string Names(IHtmlFormElement form)
    {
        var names = NamesOf(form);
        return names.Count == 0
            ? "no field that has a name"
            : string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? " …" : "");
    }

    private static FetchException Missing(Uri address, string message) => new(ErrorClass.LayoutChanged, message, address);
}
