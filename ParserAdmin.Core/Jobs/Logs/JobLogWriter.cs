using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Jobs.Logs;

/// <summary>
/// The one writer of <c>parser_job_logs</c>: gathers the lines of all jobs for 100 ms, stores them in one transaction, then tells the
/// pages.
/// A line that is shown is stored.
/// </summary>
public sealed class JobLogWriter(
    IDbContextFactory<ParserDbContext> contexts,
    EventBus bus,
    TimeProvider clock,
    ILogger<JobLogWriter> logger
) : BackgroundService
{
    private const int LongestMessage = 4_000;
    private const int LargestBatch = 500;
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // Bounded: a storm of lines slows the job that makes it, and takes no more memory.
    private readonly Channel<object> _queue = Channel.CreateBounded<object>(new BoundedChannelOptions(10_000) { SingleReader = true });

    public ValueTask WriteAsync(Guid jobId, string sourceId, JobLogLevel level, string message, string? url) =>
        _queue.Writer.WriteAsync(Line(jobId, sourceId, level, message, url));

    internal void TryWrite(Guid jobId, string sourceId, JobLogLevel level, string message, string? url) =>
        _queue.Writer.TryWrite(Line(jobId, sourceId, level, message, url));

    /// <summary>Completes when all that was written before this call is stored.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var marker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(marker, cancellationToken);
        await marker.Task.WaitAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The jobs have ended before this service stops; what they wrote last is still to be stored.
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running)
            await Task.WhenAny(running, Task.Delay(LastPatience, clock, cancellationToken));

        // A database that is away keeps the node no longer: what is left is told to the node's own log.
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var lines = new List<JobLogLine>();
            var markers = new List<TaskCompletionSource>();
            while (lines.Count < LargestBatch && _queue.Reader.TryRead(out var next))
            {
                if (next is JobLogLine line)
                    lines.Add(line);
                else
                    markers.Add((TaskCompletionSource)next);
            }

            await StoreAsync(lines, stoppingToken);
            markers.ForEach(marker => marker.TrySetResult());
            if (lines.Count < LargestBatch && markers.Count == 0 && !stoppingToken.IsCancellationRequested)
                await Task.Delay(Interval, clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private JobLogLine Line(Guid jobId, string sourceId, JobLogLevel level, string message, string? url) =>
        new()
        {
            JobId = jobId,
            SourceId = sourceId,
            CreatedAt = clock.UtcMilliseconds(),
            Level = level,
            // What no database can hold must not hold up the lines of everyone else.
            Message =
                message.Length <= LongestMessage
                    ? StorableText.Clean(message)
                    : $"{StorableText.Clean(message, LongestMessage)}… ({message.Length} characters)",
            Url = url is null ? null : StorableText.Clean(url),
        };

    private async Task StoreAsync(List<JobLogLine> lines, CancellationToken stoppingToken)
    {
        if (lines.Count == 0)
            return;
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
                context.AddRange(lines);
                await context.SaveChangesAsync(CancellationToken.None);
                bus.Publish(new JobLogged(lines));
                if (tries > 0)
                    logger.LogInformation("The log lines that waited for the database are stored");
                return;
            }
            catch (Exception unwritable) when (StorageFaults.IsNo(unwritable))
            {
                if (stoppingToken.IsCancellationRequested || StorageFaults.RefusesValue(unwritable))
                {
                    logger.LogError(
                        unwritable,
                        "{Count} log lines could not be stored: {Lines}",
                        lines.Count,
                        string.Join('\n', lines.Select(line => line.Message))
                    );
                    return;
                }

                // Tried each second: only the first failure is told.
                if (tries == 0)
                    logger.LogWarning("{Count} log lines wait for the database: {Problem}", lines.Count, unwritable.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
