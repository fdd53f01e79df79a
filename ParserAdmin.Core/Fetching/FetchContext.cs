using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Jobs.Timings;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Fetching;

/// <summary>One fetch under way: what all its hops and attempts share.</summary>
/// <param name="Stop">The caller's cancellation or the run's stop, whichever comes first.</param>
internal sealed record FetchContext(GatedRun Run, FetchRequest Request, IReadOnlyList<IFetchObserver> Observers, CancellationToken Stop)
{
    public FetchTally Tally { get; } = new();

    public void Tell(in RequestTiming timing)
    {
        foreach (var observer in Observers)
            observer.Timed(Run, timing);
        Request.Observer?.Timed(Run, timing);
    }

    public void Report(FetchEventKind kind, Uri address, string reason, DateTimeOffset? until = null, int? status = null)
    {
        var fetchEvent = new FetchEvent(kind, address, HostGovernor.NameOf(address), reason, until, status);
        foreach (var observer in Observers)
            observer.Observe(Run, fetchEvent);
        Request.Observer?.Observe(Run, fetchEvent);
    }
}
