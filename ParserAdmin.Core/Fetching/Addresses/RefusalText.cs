using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using ParserAdmin.Core.Fetching.Http;

namespace ParserAdmin.Core.Fetching.Addresses;

/// <summary>What a site says when it does not take a request, in a line: often it names the parameter that is wrong.</summary>
internal static partial class RefusalText
{
    private const int LongestQuote = 200;

    // More is a page and no message.
    private const int LargestBody = 32 * 1024;

    /// <summary>Whether an answer of this status may say what is wrong with the request.</summary>
    public static bool IsWanted(int status) => status is 400 or 415 or 422;

    /// <param name="secrets">What was sent and may come back; no message holds it.</param>
    /// <returns>Null where the answer says nothing in words, or is not to be had.</returns>
    public static async Task<string?> ReadAsync(
        HttpResponseMessage response,
        Uri address,
        IReadOnlyList<string> secrets,
        FetchTally tally,
        CancellationToken cancellationToken
    )
    {
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (!type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            return null;
        ReadOnlyMemory<byte> body;
        try
        {
            body = await BodyReader.ReadAsync(response, address, LargestBody, null, tally, cancellationToken);
        }
        catch (Exception unread) when (unread is FetchException or InvalidDataException or HttpRequestException or IOException)
        {
            // The status is the news; that its text is too long or broken is none.
            return null;
        }

        var text = Censor(Encoding.UTF8.GetString(body.Span), secrets);
        if (type.Contains("html", StringComparison.OrdinalIgnoreCase))
            text = WebUtility.HtmlDecode(Markup().Replace(text, " "));
        text = Censor(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), secrets);
        return text.Length == 0 ? null : text.Excerpt(LongestQuote);
    }

    /// <summary>Sites send back what they got as they got it, or written anew in the form of their answer.</summary>
    private static string Censor(string text, IReadOnlyList<string> secrets) =>
        secrets
            .Where(secret => secret.Length > 0)
            .SelectMany(secret =>
                new[]
                {
                    secret,
                    Uri.EscapeDataString(secret),
                    WebUtility.UrlEncode(secret),
                    WebUtility.HtmlEncode(secret),
                    JavaScriptEncoder.Default.Encode(secret),
                    JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
                    Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
                }
            )
            .Distinct()
            .OrderByDescending(form => form.Length)
            .Aggregate(text, (shown, form) => shown.Replace(form, "…", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        "<(?:script|style)\\b.*?</(?:script|style)>|<!--.*?-->|<[^>]*>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex Markup();
}
