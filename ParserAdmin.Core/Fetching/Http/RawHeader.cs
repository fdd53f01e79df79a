using System.Net.Http.Headers;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>Reads a header as it was sent: what the parsed view refuses as malformed is everyday on the web.</summary>
internal static class RawHeader
{
    public static string? Of(HttpHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
            return null;
        var text = values.First().Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>The same, for what is sent back one day: null where no request could hold it, as a tag with a tab.</summary>
    public static string? ToSendBack(HttpHeaders headers, string name) => Of(headers, name) is { } text && CanBeSent(text) ? text : null;

    public static bool CanBeSent(string value) => !value.Any(char.IsControl);
}
