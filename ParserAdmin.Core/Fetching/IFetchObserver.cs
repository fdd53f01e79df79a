using ParserAdmin.Core.Jobs.Timings;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Fetching;

/// <summary>
/// Hears what happens to fetches: job log, metrics. Called on the fetch's own path, so it must be quick and must not throw.
/// </summary>
public interface IFetchObserver
{
    void Observe(GatedRun run, FetchEvent fetchEvent);

    /// <summary>One request of a fetch is over, however it ended.</summary>
    void Timed(GatedRun run, in RequestTiming timing) { }
}
