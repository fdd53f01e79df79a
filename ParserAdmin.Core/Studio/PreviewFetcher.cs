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
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Studio.Samples;

namespace ParserAdmin.Core.Studio;

/// <summary>
/// Fetches one page for a person who looks at it: by the same way out as a crawl, under the same gate, address check, pace and robots.txt,
/// and with the source's login. An emergency stop ends it under way. Nothing of it is remembered for the crawl.
/// </summary>
public sealed class PreviewFetcher(PreviewRuns previews, SourceQueries sources, PageReader pages, TimeProvider clock)
{
    /// <summary>A person waits no longer: a host may be cooling for an hour.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="notes">What happens on the way is added to it.</param>
    /// <exception cref="GateRefusedException">Stopped, or the source is paused.</exception>
    /// <exception cref="FetchException">The page could not be had.</exception>
    public async Task<SavedAnswer> FetchAsync(
        Actor actor,
        SourceDefinition definition,
        PathDefinition path,
        string yaml,
        Uri address,
        List<string> notes,
        CancellationToken cancellationToken
    )
    {
        var now = clock.UtcMilliseconds();
        var stored = await sources.FindAsync(definition.Id, cancellationToken);
        var source =
            stored ?? Source.Create(definition.Id, definition.Name, definition.Kind.ToString().ToLowerInvariant(), yaml, actor.Name, now);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var log = new JobLog((_, message, _) => Note(notes, message));
            var page = await previews.RunAsync(
                "preview",
                definition.Id,
                permit =>
                    pages.FetchAsync(
                        new JobRun(permit, source, JobParameters.None, log, new JobProgress(), now, null) { IsOfDraft = stored is null },
                        definition,
                        path,
                        address,
                        fresh: true,
                        either.Token
                    ),
                either.Token
            );
            return new SavedAnswer(page.Address, page.ContentType, page.Body)
            {
                Status = page.Status,
                IsRendered = page.IsRendered,
                At = clock.UtcMilliseconds(),
                // The browser gives its own characters, whatever the site's are.
                Text = page.IsRendered ? PageDecoder.Decode(page.Body, page.ContentType, null) : null,
            };
        }
        catch (OperationCanceledException late)
            when (late is not GateRefusedException && patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var why = notes.Count > 0 ? $" {notes[^1]}." : "";
            throw new FetchException(
                ErrorClass.Timeout,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"There was no page within {Patience.TotalSeconds:0} s.{why} Try again later, or paste a saved answer."
                ),
                address,
                innerException: late
            );
        }
    }

    private static void Note(List<string> notes, string message)
    {
        lock (notes)
            notes.Add(message);
    }
}
