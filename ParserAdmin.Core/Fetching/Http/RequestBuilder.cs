using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>Puts one request together: who asks, what is known already, and the definition's headers where they may go.</summary>
internal static class RequestBuilder
{
    // These frame the message or choose the receiver; a definition that set them could speak to another site than the one checked.
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "Host",
        "Connection",
        "Content-Length",
        "Transfer-Encoding",
        "Keep-Alive",
        "Upgrade",
        "TE",
        "Trailer",
        "Expect",
        "Accept-Encoding",
        "Proxy-Authorization",
        "Proxy-Connection",
        "If-None-Match",
        "If-Modified-Since",
        "User-Agent",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="FetchException">Internal: a custom header that may not be set, or is no header at all.</exception>
    public static HttpRequestMessage Build(FetchRequest request, Hop hop, string userAgent)
    {
        var address = hop.Address;
        var message = new HttpRequestMessage(hop.Body is null ? HttpMethod.Get : HttpMethod.Post, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = hop.Body is { } body ? new StringContent(body.Text, Encoding.UTF8, new MediaTypeHeaderValue(body.ContentType)) : null,
        };
        var headers = message.Headers;
        headers.TryAddWithoutValidation("User-Agent", Plain(address, "User-Agent", request.Politeness.UserAgent ?? userAgent));
        headers.TryAddWithoutValidation("Accept-Encoding", BodyReader.AcceptedEncodings);
        // It is the server's word: where it cannot be said again, the page is fetched whole.
        if (request.ETag is { } tag && RawHeader.CanBeSent(tag))
            headers.TryAddWithoutValidation("If-None-Match", tag);
        if (request.LastModified is { } modified)
            headers.TryAddWithoutValidation("If-Modified-Since", modified.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture));
        if (hop.AtHome)
        {
            foreach (var (name, value) in request.Politeness.Headers ?? FrozenDictionary<string, string>.Empty)
            {
                if (Reserved.Contains(name) || !headers.TryAddWithoutValidation(name, Plain(address, name, value)))
                    throw Unusable(address, name);
            }
        }

        if (hop.AtHome)
            request.Session?.Apply(message, address);
        if (!headers.Contains("Accept"))
            headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        return message;
    }

    private static string Plain(Uri address, string name, string value) =>
        RawHeader.CanBeSent(value) ? value : throw Unusable(address, name);

    private static FetchException Unusable(Uri address, string name) =>
        new(
            ErrorClass.Internal,
            $"The header \"{name}\" cannot be set, or its value holds a control character. Correct it in the source's definition.",
            address
        );
}
