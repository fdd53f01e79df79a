using System.Globalization;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Invocables;

/// <summary>
/// Deletes ended jobs with their log lines, and the raw fields of items that are gone, once they are older than
/// <c>history_retention_days</c>.
/// A batch at a time, each a transaction of its own behind the gate, with a pause after it: nobody waits for more than one batch.
/// </summary>
public sealed class Cleanup(JobRetention history, ItemStore items, SettingsStore settings, TimeProvider clock) : IInvocable
{
    public static readonly TaskDefinition Definition = new(
        "cleanup",
        null,
        "Deletes jobs, their log lines and the raw fields of gone items once they are older than the history is kept."
    )
    {
        Cron = "0 1 * * *",
    };

    private const int ItemsPerBatch = 200;
    private const int BatchesPerLine = 50;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);

    TaskDefinition IInvocable.Definition => Definition;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var days = (await settings.ReadAsync(cancellationToken)).HistoryRetentionDays;
        var before = run.StartedAt.AddDays(-days);
        await run.Log.InfoAsync($"Deletes history from before {before:yyyy-MM-dd HH:mm} UTC, {days} days ago");
        var tally = new Tally();
        await DeleteJobsAsync(run, before, $"History older than {days} days", tally, cancellationToken);
        await RepeatAsync(
            run,
            tally,
            async () => tally.Took(lines: await history.DeleteStrayLinesAsync(run.Permit, before, cancellationToken)),
            cancellationToken
        );
        await ForgetItemsAsync(run, before, tally, cancellationToken);
        await run.Log.InfoAsync(tally.ToString());
    }

    private async Task DeleteJobsAsync(JobRun run, DateTime before, string reason, Tally tally, CancellationToken cancellationToken)
    {
        var from = DateTime.UnixEpoch;
        while (await history.FindAsync(from, before, cancellationToken) is { Count: > 0 } found)
        {
            Guid[] jobs = [.. found.Select(job => job.Id)];
            await RepeatAsync(
                run,
                tally,
                async () => tally.Took(lines: await history.DeleteLinesAsync(run.Permit, jobs, before, cancellationToken)),
                cancellationToken
            );
            await BatchAsync(
                run,
                tally,
                async () => tally.Took(jobs: await history.DeleteJobsAsync(run.Permit, jobs, before, reason, cancellationToken)),
                cancellationToken
            );

            // What is kept is not looked at again.
            from = found[^1].EndedAt;
        }
    }

    private async Task ForgetItemsAsync(JobRun run, DateTime before, Tally tally, CancellationToken cancellationToken)
    {
        Guid? last = Guid.Empty;
        while (last is { } after)
        {
            await BatchAsync(
                run,
                tally,
                async () =>
                {
                    (var forgotten, last) = await items.ForgetAsync(run.Permit, before, after, ItemsPerBatch, cancellationToken);
                    return tally.Took(items: forgotten);
                },
                cancellationToken
            );
        }
    }

    private async Task RepeatAsync(JobRun run, Tally tally, Func<Task<int>> batch, CancellationToken cancellationToken)
    {
        while (await BatchAsync(run, tally, batch, cancellationToken) > 0) { }
    }

    private async Task<int> BatchAsync(JobRun run, Tally tally, Func<Task<int>> batch, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var taken = await batch();
        if (taken == 0)
            return 0;
        run.Progress.Add(counts => counts with { ItemsProcessed = tally.Records, ItemsSucceeded = tally.Records });
        if (++tally.Batches % BatchesPerLine == 0)
            await run.Log.InfoAsync($"So far: {tally}");

        // As long as the batch took: SQLite has one writer at a time and does not queue those who wait.
        var took = clock.GetElapsedTime(began);
        await System.Threading.Tasks.Task.Delay(took > ShortestPause ? took : ShortestPause, clock, cancellationToken);
        return taken;
    }

    private sealed class Tally
    {
        private int _jobs;
        private int _lines;
        private int _items;

        public int Batches { get; set; }

        /// <summary>Jobs and items, as the job's counts tell of them.</summary>
        public int Records => _jobs + _items;

        public int Took(int jobs = 0, int lines = 0, int items = 0)
        {
            (_jobs, _lines, _items) = (_jobs + jobs, _lines + lines, _items + items);
            return jobs + lines + items;
        }

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_jobs:N0} jobs and {_lines:N0} log lines deleted, raw fields of {_items:N0} gone items let go of"
            );
    }
}
