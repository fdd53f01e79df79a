namespace ParserAdmin.Core.Fetching;

/// <summary>A page that is wanted.</summary>
/// <param name="Address">Absolute, http or https, without user information.</param>
/// <param name="ETag">The stored validator exactly as the server sent it, quotes included; makes the request conditional.</param>
/// <param name="LastModified">The stored Last-Modified; makes the request conditional.</param>
public sealed record FetchRequest(Uri Address, FetchPoliteness Politeness, string? ETag = null, DateTimeOffset? LastModified = null)
{
    /// <summary>Hears about this fetch only, beside the observers that are registered for all of them.</summary>
    public IFetchObserver? Observer { get; init; }

    internal bool IsConditional => ETag is not null || LastModified is not null;
}
