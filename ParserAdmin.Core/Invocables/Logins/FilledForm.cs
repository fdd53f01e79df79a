using AngleSharp.Html.Dom;

namespace ParserAdmin.Core.Invocables.Logins;

/// <summary>A form of a page, as a browser would send it.</summary>
internal sealed record FilledForm(Uri Action, bool IsPost, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    public static FilledForm Of(IHtmlFormElement form, Uri address, IReadOnlyDictionary<string, string> values)
    {
        var fields = form.Elements.Select(FieldOf).OfType<KeyValuePair<string, string>>().Where(field => !values.ContainsKey(field.Key)).ToList();
        var action = form.GetAttribute("action")?.Trim() is { Length: > 0 } stated ? new Uri(address, stated) : address;
        return new(action, string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase), [.. fields, .. values]);
    }

    private static KeyValuePair<string, string>? FieldOf(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Name.Length: > 0, IsDisabled: false, Type: not ("submit" or "button" or "image" or "reset" or "file") } input
            when input.Type is not ("checkbox" or "radio") || input.IsChecked => new(input.Name!, input.Value ?? ""),
        IHtmlSelectElement { Name.Length: > 0, IsDisabled: false } select => new(select.Name!, select.Value ?? ""),
        IHtmlTextAreaElement { Name.Length: > 0, IsDisabled: false } text => new(text.Name!, text.Value ?? ""),
        _ => null,
    };
}
