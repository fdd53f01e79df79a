using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Execution;

/// <summary>
/// Runs admitted jobs, each on a task of its own, and knows which have not ended: the only one who takes a job to its work.
/// </summary>
public sealed class RunStarter(JobRunner runner, ILogger<RunStarter> logger)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _runs = new();
    private readonly Channel<bool> _ended = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    /// <summary>Holds something whenever runs have ended since it was read last: a place is free.</summary>
    public ChannelReader<bool> Ended => _ended.Reader;

    /// <summary>Completes when none of the runs that go on now goes on any more.</summary>
    public Task WhenAllEndedAsync() => Task.WhenAll(_runs.Values.Select(run => run.Task));

    internal void Start(IEnumerable<AdmittedJob> admitted)
    {
        foreach (var job in admitted)
        {
            _runs[job.Job.Id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = Task.Run(() => RunAsync(job));
        }
    }

    private async Task RunAsync(AdmittedJob admitted)
    {
        try
        {
            await runner.RunAsync(admitted);
        }
        catch (Exception failed)
        {
            // The runner writes down every end that it knows of; its running mark without a run is found and told as lost.
            logger.LogCritical(failed, "Job {JobId} ended by a fault in the program", admitted.Job.Id);
        }
        finally
        {
            if (_runs.TryRemove(admitted.Job.Id, out var run))
                run.SetResult();
            _ended.Writer.TryWrite(true);
        }
    }
}
