using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Tests.Hosting;

internal static class JobWaiting
{
    /// <summary>Does what starts a job and waits for the program's own news that it has come into a status.</summary>
    public static async Task<JobSnapshot> UntilAsync(this PortalHost host, Func<Task<Guid>> start, Func<JobStatus, bool> wanted)
    {
        await using var news = host.Services.GetRequiredService<EventBus>().Subscribe(raised => raised is JobChanged);
        var id = await start();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var stored = await host.Services.GetRequiredService<JobQueries>().FindAsync(id, patience.Token);
        if (wanted(stored!.Status))
            return stored.Snapshot();
        await foreach (var batch in news.ReadBatchesAsync(patience.Token))
        {
            if (batch.OfType<JobChanged>().FirstOrDefault(change => change.Job.Id == id && wanted(change.Job.Status)) is { } change)
                return change.Job;
        }

        throw new InvalidOperationException("The news ended.");
    }
}
