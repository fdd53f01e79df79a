using System.Collections.Frozen;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching.Http;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>Hands an answer on to the browser: unpacked and counted on the way, so that a bomb goes off within the limits.</summary>
internal static class RelayAnswer
{
    public const string AcceptedEncodings = "gzip, br";

    private const int Piece = 64 * 1024;

    // Of one connection; or an invitation to speak past the proxy, or later.
    private static readonly FrozenSet<string> Dropped = new[]
    {
        "Connection",
        "Keep-Alive",
        "Transfer-Encoding",
        "Trailer",
        "Upgrade",
        "Proxy-Authenticate",
        "Proxy-Connection",
        "Alt-Svc",
        "NEL",
        "Report-To",
        "Reporting-Endpoints",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The document that was fetched before the browser asked for it.</summary>
    public static async Task WriteDocumentAsync(
        HttpResponse response,
        FetchedPage document,
        string? encoding,
        CancellationToken cancellationToken
    )
    {
        var type = document.ContentType ?? "text/html";
        response.ContentType = encoding is null ? type : $"{type.Split(';')[0]}; charset={encoding}";
        response.ContentLength = document.Body.Length;
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(document.Body, cancellationToken);
    }

    public static void CopyHead(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        var isPacked = IsPacked(from);
        foreach (var (name, values) in from.Headers.NonValidated.Concat(from.Content.Headers.NonValidated))
        {
            if (Dropped.Contains(name) || (isPacked && name is "Content-Encoding" or "Content-Length"))
                continue;
            // What the server's own checks would refuse is left out: the page is worth more than such a header.
            var clean = values.Where(value => !value.Any(char.IsControl)).ToArray();
            if (clean.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
                to.Headers[name] = clean;
        }
    }

    /// <exception cref="FetchException">TooLarge.</exception>
    public static async Task CopyBodyAsync(
        HttpResponseMessage from,
        HttpResponse to,
        Uri address,
        RenderContext render,
        FetchTally tally,
        CancellationToken cancellationToken
    )
    {
        await using var raw = await from.Content.ReadAsStreamAsync(cancellationToken);
        await using var wire = new WireStream(raw, address, long.MaxValue, tally);
        await using Stream plain = EncodingOf(from) switch
        {
            "gzip" or "x-gzip" => new GZipStream(wire, CompressionMode.Decompress),
            "br" => new BrotliStream(wire, CompressionMode.Decompress),
            _ => wire,
        };
        var piece = new byte[Piece];
        while (await plain.ReadAsync(piece, cancellationToken) is var read and > 0)
        {
            render.DemandBytes(address, read);
            await to.Body.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            await to.Body.FlushAsync(cancellationToken);
        }
    }

    private static bool IsPacked(HttpResponseMessage response) => EncodingOf(response) is "gzip" or "x-gzip" or "br";

    private static string EncodingOf(HttpResponseMessage response) =>
        RawHeader.Of(response.Content.Headers, "Content-Encoding")?.ToLowerInvariant() ?? "";
}
