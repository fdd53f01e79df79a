using System.Security.Cryptography;
using System.Text;

namespace ParserAdmin.Core.Fetching.Cache;

/// <summary>Names a page as a source asks for it: with other headers the server may answer with another page.</summary>
internal static class PageKey
{
    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(string sourceId, FetchRequest request)
    {
        var text = new StringBuilder()
            .Append(sourceId)
            .Append('\n')
            .Append(request.Address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped))
            .Append('\n')
            .Append(request.Politeness.UserAgent);
        foreach (
            var (name, value) in (request.Politeness.Headers ?? new Dictionary<string, string>()).OrderBy(
                header => header.Key,
                StringComparer.OrdinalIgnoreCase
            )
        )
        {
            text.Append('\n').Append(name.ToLowerInvariant()).Append(':').Append(value);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
