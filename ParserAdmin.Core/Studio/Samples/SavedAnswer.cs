using ParserAdmin.Core.Extraction;

namespace ParserAdmin.Core.Studio.Samples;

/// <summary>A server's answer, kept so that a definition can be run on it again and again without another request.</summary>
/// <param name="Address">Where it came from, after redirects.</param>
/// <param name="ContentType">The header as it was sent, with its character set; null where there was none.</param>
/// <param name="Body">After decompression, before decoding.</param>
public sealed record SavedAnswer(Uri Address, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The HTTP status; null for one that a person brought.</summary>
    public int? Status { get; init; }

    /// <summary>When it was fetched, UTC; what "3 hours ago" counts from. Null counts from now.</summary>
    public DateTime? At { get; init; }

    /// <summary>The body where it is text already; null decodes <see cref="Body"/>.</summary>
    public string? Text { get; init; }

    /// <summary>A browser made it, scripts and all.</summary>
    public bool IsRendered { get; init; }

    public static SavedAnswer OfText(Uri address, string text, string? contentType = null) =>
        new(address, contentType, default) { Text = text };

    /// <param name="forcedEncoding">The definition's <c>fetch.encoding</c>.</param>
    public string Decode(string? forcedEncoding) => Text ?? PageDecoder.Decode(Body, ContentType, forcedEncoding);
}
