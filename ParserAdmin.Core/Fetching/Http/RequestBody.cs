namespace ParserAdmin.Core.Fetching.Http;

/// <summary>What a request posts.</summary>
/// <param name="Text">Sent as UTF-8.</param>
/// <param name="ContentType">A media type without parameters.</param>
/// <param name="Repeatable">Sent twice it does no more than once: it asks, and changes nothing at the site.</param>
public sealed record RequestBody(string Text, string ContentType, bool Repeatable)
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Json = "application/json";

    public static RequestBody OfForm(IEnumerable<KeyValuePair<string, string>> fields, bool repeatable) =>
        new(string.Join('&', fields.Select(field => $"{Escape(field.Key)}={Escape(field.Value)}")), Form, repeatable);

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
