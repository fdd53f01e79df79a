using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Fetching;

/// <summary>Fetches one page for a run: politely, checked, and never past the gate.</summary>
public interface IPageFetcher
{
    /// <summary>
    /// Waits for the host's turn, asks the gate, sends, follows redirects and retries what a retry can cure.
    /// </summary>
    /// <exception cref="FetchException">No page; says why, and whether the server named a time to come back.</exception>
    /// <exception cref="GateRefusedException">The gate said no; nothing was sent after that.</exception>
    /// <exception cref="OperationCanceledException">The run is stopping, or the caller cancelled.</exception>
    Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request, CancellationToken cancellationToken);
}
