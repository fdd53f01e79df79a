using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Tests.Hosting;

/// <summary>Runs behind the real gate, and the clock that goes on while a test waits.</summary>
public static class CoreHostRuns
{
    /// <summary>The permit of a job that runs on this host.</summary>
    public static async Task<GatedRun> BeginRunAsync(this CoreHost host, string sourceId = "shop", JobTrigger trigger = JobTrigger.Person)
    {
        var job = await host.AddJobAsync(JobStatus.Running, sourceId, trigger);
        host.Get<JobsInHand>().Take(job.Id);
        return await host.Get<ExecutionGate>().OpenAsync(job.Identity, host.Get<ActiveRuns>().Begin(job.Identity), CancellationToken.None);
    }

    /// <summary>The job that goes on from this one, or null.</summary>
    public static async Task<Guid?> NextJobAsync(this CoreHost host, Guid id)
    {
        var chain = await host.Get<JobQueries>().AttemptsAsync(id, 10, CancellationToken.None);
        return chain.LastOrDefault(job => job.RetryOf == id)?.Id;
    }

    /// <summary>Moves the clock on, a tenth of a second at a time, until <paramref name="work"/> has ended.</summary>
    public static async Task<T> PumpAsync<T>(this CoreHost host, Task<T> work)
    {
        await host.PumpAsync((Task)work);
        return await work;
    }

    public static async Task PumpAsync(this CoreHost host, Task work)
    {
        // A real pause lets the work reach its next wait; 20 s of them are a failure.
        for (var i = 0; i < 4_000 && await Task.WhenAny(work, Task.Delay(5)) != work; i++)
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await work.WaitAsync(TimeSpan.FromSeconds(1));
    }
}
