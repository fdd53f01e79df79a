using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Fetching.Rendering;
using ParserAdmin.Core.Fetching.Sessions;

namespace ParserAdmin.Core.Fetching;

/// <summary>A page that is wanted.</summary>
/// <param name="Address">Absolute, http or https, without user information.</param>
/// <param name="ETag">The stored validator exactly as the server sent it, quotes included; makes the request conditional.</param>
/// <param name="LastModified">The stored Last-Modified; makes the request conditional.</param>
public sealed record FetchRequest(Uri Address, FetchPoliteness Politeness, string? ETag = null, DateTimeOffset? LastModified = null)
{
    /// <summary>Hears about this fetch only, beside the observers that are registered for all of them.</summary>
    public IFetchObserver? Observer { get; init; }

    /// <summary>What to post; null for a GET.</summary>
    public RequestBody? Body { get; init; }

    /// <summary>Origins that headers, cookies and credentials may be sent to; null for the asked address's own.</summary>
    public IReadOnlyList<Uri>? Home { get; init; }

    /// <summary>Who is signed in; null for a stranger.</summary>
    public FetchSession? Session { get; init; }

    /// <summary>Neither asked for conditionally nor remembered.</summary>
    public bool Fresh { get; init; }

    /// <summary>Values that the request may carry and no message may hold.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Let a browser make the page of the document; null takes it as the server sent it.</summary>
    public PageRendering? Rendering { get; init; }

    /// <summary>Take only this many bytes of the body and leave the rest; null takes it whole.</summary>
    internal int? CutAfter { get; init; }

    /// <summary>Largest body, where it has to be smaller than <see cref="FetchingOptions.MaxBodyBytes"/>.</summary>
    internal int? MostBytes { get; init; }

    internal bool IsConditional => ETag is not null || LastModified is not null;

    internal bool IsHome(Uri address) =>
        Home is null ? Redirects.IsSameOrigin(Address, address) : Home.Any(origin => Redirects.IsSameOrigin(origin, address));
}
