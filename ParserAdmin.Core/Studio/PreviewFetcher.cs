using System.Globalization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Studio.Samples;

namespace ParserAdmin.Core.Studio;

/// <summary>
/// Fetches one page for a person who looks at it: by the same way out as a crawl, under the same gate, address check, pace and robots.txt, and
/// with the source's login. An emergency stop ends it under way. Nothing of it is remembered for the crawl.
/// </summary>
public sealed class PreviewFetcher(
    ExecutionGate gate, ActiveRuns runs, SettingsStore settings, SourceQueries sources, PageReader pages, TimeProvider clock)
{
    /// <summary>A person waits no longer: a host may be cooling for an hour.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Task = "preview";

    /// <param name="notes">What happens on the way is added to it.</param>
    /// <exception cref="GateRefusedException">Stopped, or the source is paused.</exception>
    /// <exception cref="FetchException">The page could not be had.</exception>
    public async Task<SavedAnswer> FetchAsync(
        Actor actor, SourceDefinition definition, PathDefinition path, string yaml, Uri address, List<string> notes, CancellationToken cancellationToken)
    {
        var identity = new RunIdentity(Guid.CreateVersion7(), Task, definition.Id, (await settings.ReadAsync(cancellationToken)).Epoch, Scheduled: false) { IsPreview = true };
        var now = clock.UtcMilliseconds();
        var stored = await sources.FindAsync(definition.Id, cancellationToken);
        var source = stored
            ?? Source.Create(definition.Id, definition.Name, definition.Kind.ToString().ToLowerInvariant(), yaml, actor.Name, now);
        using var active = runs.Begin(identity);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var permit = await gate.OpenAsync(identity, active, either.Token);
            var log = new JobLog((_, message, _) => Note(notes, message));
            var run = new JobRun(permit, source, JobParameters.None, log, new JobProgress(), now, null) { IsOfDraft = stored is null };
            var page = await pages.FetchAsync(run, definition, path, address, fresh: true, either.Token);
            return new SavedAnswer(page.Address, page.ContentType, page.Body)
            {
                Status = page.Status,
                IsRendered = page.IsRendered,
                At = clock.UtcMilliseconds(),
                // The browser gives its own characters, whatever the site's are.
                Text = page.IsRendered ? PageDecoder.Decode(page.Body, page.ContentType, null) : null,
            };
        }
        catch (OperationCanceledException late) when (late is not GateRefusedException && patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var why = notes.Count > 0 ? $" {notes[^1]}." : "";
            throw new FetchException(
                ErrorClass.Timeout, string.Create(CultureInfo.InvariantCulture, $"There was no page within {Patience.TotalSeconds:0} s.{why} Try again later, or paste a saved answer."), address, innerException: late);
        }
        catch (OperationCanceledException stopped) when (stopped is not GateRefusedException && active.CancelReason is { } reason)
        {
            throw new GateRefusedException(GateRefusal.Stopped, reason);
        }
        finally
        {
            runs.End(active);
        }
    }

    private static void Note(List<string> notes, string message)
    {
        lock (notes)
            notes.Add(message);
    }
}
