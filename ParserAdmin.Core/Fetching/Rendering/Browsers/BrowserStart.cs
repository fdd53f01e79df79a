namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>How the start of a browser went; one start may serve several pages.</summary>
/// <param name="Browser">What runs; null where it did not start.</param>
/// <param name="Problem">Why not; null with no browser where there is none on this machine.</param>
internal sealed record BrowserStart(BrowserInstance? Browser, string? Problem = null)
{
    /// <exception cref="FetchException">Internal: it did not start.</exception>
    public BrowserInstance For(Uri address) =>
        Browser ?? throw (Problem is null ? BrowserFaults.Missing(address) : BrowserFaults.NotStarted(address, Problem));
}
