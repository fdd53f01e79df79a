using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;

namespace ParserAdmin.Commands.Running;

/// <summary>Writes what jobs do to the terminal as it happens.</summary>
internal sealed class ProgressLines : IAsyncDisposable
{
    private readonly EventSubscription _news;
    private readonly TextWriter _output;
    private readonly JobLogLevel _least;
    private readonly Task _writing;

    /// <param name="least">Log lines below it are left out.</param>
    public ProgressLines(EventBus bus, TextWriter output, JobLogLevel least)
    {
        _least = least;
        _news = bus.Subscribe(raised => raised is JobChanged or JobProgressed or JobLogged, 10_000);
        _output = output;
        _writing = WriteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _news.DisposeAsync();
        await _writing;
    }

    private async Task WriteAsync()
    {
        await foreach (var batch in _news.ReadBatchesAsync())
        {
            foreach (var line in batch.OfType<JobLogged>().SelectMany(logged => logged.Lines).Where(line => line.Level >= _least))
            {
                await _output.WriteLineAsync(
                    $"{JobText.Source(line.SourceId)}: {StoredEnum.Write(line.Level)}: {line.Message} {line.Url}".TrimEnd()
                );
            }

            // Of each job only the newest figures: a batch may hold dozens.
            foreach (var progress in batch.OfType<JobProgressed>().GroupBy(progress => progress.JobId).Select(group => group.Last()))
                await _output.WriteLineAsync($"{JobText.Source(progress.SourceId)}: {Figures(progress.Counts)}");
            foreach (var changed in batch.OfType<JobChanged>())
                await _output.WriteLineAsync(Change(changed.Job));
        }
    }

    private static string Change(JobSnapshot job)
    {
        var why = job.Reason ?? job.ErrorMessage;
        var figures = JobLifecycle.IsFinal(job.Status) && job.Status != JobStatus.Skipped ? $", {Figures(job.Counts)}" : "";
        return $"{JobText.Source(job.SourceId)}: {job.Task} {job.Outcome}{(why is null ? "" : $" ({why})")}{figures}";
    }

    private static string Figures(JobCounts counts) =>
        $"{counts.Share}, {counts.ItemsNew} new, {counts.ItemsChanged} changed, {counts.ItemsFailed} failed, {JobSummary.Number(counts.Pages, "page")}";
}
