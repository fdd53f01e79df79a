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
}
