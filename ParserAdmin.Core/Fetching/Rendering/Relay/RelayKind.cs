using Microsoft.AspNetCore.Http;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>What the browser wants a request for.</summary>
/// <param name="IsNavigation">A document, of the page or of a frame.</param>
/// <param name="IsMedia">An image, font, sound or film: nothing that a text is read from.</param>
internal readonly record struct RelayKind(bool IsNavigation, bool IsMedia)
{
    private static readonly string[] MediaEndings =
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".avif",
        ".ico",
        ".svg",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".mp4",
        ".webm",
        ".mp3",
        ".m4a",
        ".ogg",
        ".m3u8",
        ".ts",
    ];

    public static RelayKind Of(IHeaderDictionary headers, Uri address)
    {
        // Over plain http Chromium does not say; then other signs have to do.
        if (headers["Sec-Fetch-Dest"].ToString() is { Length: > 0 } wanted)
            return new(wanted is "document" or "iframe" or "frame", wanted is "image" or "font" or "video" or "audio" or "track");
        if (headers.ContainsKey("Upgrade-Insecure-Requests"))
            return new(true, false);
        return new(
            false,
            headers.Accept.ToString().StartsWith("image/", StringComparison.OrdinalIgnoreCase)
                || MediaEndings.Any(ending => address.AbsolutePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        );
    }
}
