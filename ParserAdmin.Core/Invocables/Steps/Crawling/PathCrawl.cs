using System.Runtime.CompilerServices;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>Reads the pages of a path into the catalogue, as far as the plan says, and keeps the path's state in step.</summary>
public sealed class PathCrawl(ListingWalk walk, ItemReader items, ItemSink sink, ItemQueries stored, PathStates states, SourceChecks checks)
{
    /// <param name="kind">What a row is where the definition does not say.</param>
    /// <exception cref="JobFailedException">The layout changed; the path is quarantined.</exception>
    public async Task<CrawlResult> ReadAsync(JobRun run, CrawlPlan plan, string kind, CancellationToken cancellationToken)
    {
        var progress = new Progress(plan);
        try
        {
            var saved = await sink.SaveAsync(
                run,
                ItemsAsync(run, plan, kind, progress, cancellationToken),
                cancellationToken,
                plan.Before,
                (batch, checkpoint) =>
                    (context, now, token) =>
                        PathStates.MoveAsync(
                            context,
                            run.Source.Id,
                            plan.Name,
                            batch.Max(item => item.Draft.PublishedAt),
                            checkpoint?.Write(),
                            run.Source.DefinitionVersion,
                            now,
                            token
                        ),
                plan.Incremental
            );
            if (!plan.Incremental)
                LayoutCheck.DemandSome(plan, progress.Rows);
            if (progress.IsAtTheEnd && !plan.Incremental)
                LayoutCheck.DemandWhole(plan, progress.Rows);
            return new CrawlResult(saved, progress.SeenAll, progress.FirstRows, progress.Rows, progress.WasCut);
        }
        catch (JobFailedException changed) when (changed.ErrorClass == ErrorClass.LayoutChanged)
        {
            await states.QuarantineAsync(run.Permit, plan.Name, changed.Message, cancellationToken);
            throw;
        }
    }

    /// <summary>Notes that the run went well: the mark is cleared, and what it found is the measure of the next one.</summary>
    public async Task EndAsync(JobRun run, CrawlPlan plan, CrawlResult result, bool foundSomething, CancellationToken cancellationToken)
    {
        var whole = run.Parameters.MaxPages is null || !result.WasCut;
        var check = new PathCheck(
            foundSomething,
            whole,
            result.FirstRows,
            result.SeenAll && !plan.Incremental ? result.Rows : null,
            run.Source.DefinitionVersion
        );
        await states.CheckedAsync(run.Permit, plan.Name, check, cancellationToken);
        await checks.CheckedAsync(run.Source.Id, foundSomething, cancellationToken);
    }

    private async IAsyncEnumerable<ReadItem> ItemsAsync(
        JobRun run,
        CrawlPlan plan,
        string kind,
        Progress progress,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var ground = new KnownItemsDetector(stored, run.Source.Id, plan);

        // A session may end under any of several requests, and signing in again is one thing at a time.
        var atOnce = plan.Definition.Login is null ? plan.Definition.Fetch.Concurrency : 1;
        await foreach (var page in walk.WalkAsync(run, plan, progress.Trail, cancellationToken))
        {
            LayoutCheck.Demand(plan, page);
            progress.Take(page);
            if (page.BeginsListing)
                ground.Begin();
            var unchanged = await ground.UnchangedAsync(page.Rows, kind, cancellationToken);
            var read = new List<ReadItem>(page.Rows.Count);
            await foreach (var item in InOrder.SelectAsync(page.Rows, atOnce, ReadAsync, cancellationToken))
            {
                read.Add(item);
                yield return read.Count == page.Rows.Count ? item with { PageDone = page.Mark } : item;
            }

            if (await ground.IsReachedAsync(read, cancellationToken))
            {
                await run.Log.InfoAsync($"Stops here: {plan.KnownInARow} items in a row are known", page.Address.ToString());
                progress.Trail.Leave();
            }

            Task<ReadItem> ReadAsync(ExtractedRow row, CancellationToken token) =>
                unchanged.TryGetValue(row, out var id)
                    ? Task.FromResult(new ReadItem(null, id, null, null, null))
                    : items.ReadAsync(run, plan.Definition, plan.Path, row, kind, token);

            if (page.WasCut)
                await TellLimitAsync(run, plan);
        }
    }

    /// <summary>
    /// A catalogue is to be read whole, so there the definition's own limit is worth a warning; news end somewhere in the past.
    /// </summary>
    private static ValueTask TellLimitAsync(JobRun run, CrawlPlan plan)
    {
        const string beyond = "what lies beyond it was not looked at";
        return run.Parameters.MaxPages is null && !plan.Incremental && plan.Name == PathNames.Catalog
            ? run.Log.WarnAsync(
                $"The page limit (pagination.maxPages, {plan.Path.Pagination?.MaxPages}) is reached; {beyond}, and nothing is marked as "
                    + $"gone. Raise it to read the whole catalogue"
            )
            : run.Log.InfoAsync($"The page limit is reached; {beyond}");
    }

    private sealed class Progress(CrawlPlan plan)
    {
        public ListingTrail Trail { get; } = new(plan);

        public int Rows { get; private set; } = plan.Before?.RowsDone ?? 0;

        public int? FirstRows { get; private set; }

        public bool IsAtTheEnd { get; private set; }

        public bool SeenAll => IsAtTheEnd && Trail.Missing == 0;

        public bool WasCut { get; private set; }

        public void Take(ListingPage page)
        {
            Rows += page.Rows.Count;
            FirstRows = page.Number == 1 ? page.Rows.Count : FirstRows;
            (IsAtTheEnd, WasCut) = (page.IsLast && !page.WasCut, page.WasCut);
        }
    }
}
