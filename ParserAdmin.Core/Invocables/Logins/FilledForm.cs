using AngleSharp.Html.Dom;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Invocables.Logins;

/// <summary>A form of a page, as a browser would send it.</summary>
internal sealed record FilledForm(Uri Action, bool IsPost, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private const int LongestQuote = 60;

    /// <exception cref="FetchException">LayoutChanged: the form is sent to no web address.</exception>
    public static FilledForm Of(IHtmlFormElement form, Uri address, IReadOnlyDictionary<string, string> values)
    {
        var fields = form
            .Elements.Select(FieldOf)
            .OfType<KeyValuePair<string, string>>()
            .Where(field => !values.ContainsKey(field.Key))
            .ToList();
        var action = form.GetAttribute("action")?.Trim() is { Length: > 0 } stated
            ? WebAddress.Resolve(address, stated) ?? throw Scripted(address, stated)
            : address;
        return new(action, string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase), [.. fields, .. values]);
    }

    private static FetchException Scripted(Uri address, string action) =>
        new(
            ErrorClass.LayoutChanged,
            $"The form on {address.AbsolutePath} is sent to '{action.Excerpt(LongestQuote)}', which is no web address. "
                + "If a script sends it, it cannot be filled in: sign in with your own browser and set login.cookie.",
            address
        );

    private static KeyValuePair<string, string>? FieldOf(IHtmlElement element) =>
        element switch
        {
            IHtmlInputElement
            {
                Name.Length: > 0,
                IsDisabled: false,
                Type: not ("submit" or "button" or "image" or "reset" or "file")
            } input when input.Type is not ("checkbox" or "radio") || input.IsChecked => new(input.Name!, input.Value ?? ""),
            IHtmlSelectElement { Name.Length: > 0, IsDisabled: false } select => new(select.Name!, select.Value ?? ""),
            IHtmlTextAreaElement { Name.Length: > 0, IsDisabled: false } text => new(text.Name!, text.Value ?? ""),
            _ => null,
        };
}
