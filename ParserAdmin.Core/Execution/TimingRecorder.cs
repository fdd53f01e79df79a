using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Jobs.Timings;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Execution;

/// <summary>Keeps what each request of a job took; a look at a page, which is no job, is not in hand.</summary>
internal sealed class TimingRecorder(JobsInHand inHand) : IFetchObserver
{
    public void Observe(GatedRun run, FetchEvent fetchEvent) { }

    public void Timed(GatedRun run, in RequestTiming timing) => inHand.TimingsOf(run.JobId)?.Add(timing);
}
