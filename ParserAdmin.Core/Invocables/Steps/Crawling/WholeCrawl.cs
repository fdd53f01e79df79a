using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>A crawl of a whole path, from its checkpoint on: what tasks that go through all there is have in common.</summary>
public sealed class WholeCrawl(CrawlPlanner planner, PathCrawl crawl, ItemStore store, ItemQueries stored)
{
    /// <param name="path">Only of the path <c>catalog</c> anything is marked as gone: the others end somewhere in the past.</param>
    /// <param name="kind">What a row is where the definition does not say.</param>
    /// <param name="trusted">Asked before anything is marked as gone, and throws where what was read is not to be trusted; null where
    /// nothing is in doubt.</param>
    public async Task RunAsync(
        JobRun run,
        string path,
        string kind,
        Func<CancellationToken, Task>? trusted,
        CancellationToken cancellationToken
    )
    {
        var plan = await planner.PlanAsync(run, path, alwaysWhole: true, cancellationToken);
        var began = plan.Before?.StartedAt ?? run.StartedAt;
        await ExpectAsync(run, plan, began, cancellationToken);
        var result = await crawl.ReadAsync(run, plan, kind, cancellationToken);
        DemandOne(run, plan, result.Saved.LastFailure);
        if (trusted is not null)
            await trusted(cancellationToken);
        foreach (var found in await KindsAsync(run, plan, result.Saved.Kinds, cancellationToken))
        {
            await store.SeeAsync(run.Permit, found, result.Saved.Unread, cancellationToken);
            if (!result.SeenAll || plan.Incremental || path != PathNames.Catalog)
                continue;
            var gone = await store.LeaveAsync(run.Permit, found, began, cancellationToken);
            run.Progress.Add(counts => counts with { ItemsGone = counts.ItemsGone + gone });
            if (gone > 0)
                await run.Log.InfoAsync($"{gone} items are gone from the site");
        }

        await crawl.EndAsync(run, plan, result, run.Progress.Counts.ItemsSucceeded > 0, cancellationToken);
    }

    /// <summary>Where nothing at all could be read it is no fault of single items, however few there are.</summary>
    /// <exception cref="JobFailedException">None of the catalogue's items could be read.</exception>
    private static void DemandOne(JobRun run, CrawlPlan plan, ReadItem? failure)
    {
        if (failure is null || plan.Name != PathNames.Catalog || plan.Before is not null || run.Progress.Counts.ItemsSucceeded > 0)
            return;
        throw failure.Cause
            ?? new JobFailedException(
                ErrorClass.LayoutChanged,
                $"None of the {run.Progress.Counts.ItemsFailed} items could be read; the last one: {failure.Problem}"
            );
    }

    /// <summary>
    /// Those that were seen; where no other path can have brought items to the source, those that it holds, too: of a kind may be nothing
    /// left on the site, and an edited definition may call it another one.
    /// </summary>
    private async Task<IReadOnlySet<string>> KindsAsync(
        JobRun run,
        CrawlPlan plan,
        IReadOnlySet<string> seen,
        CancellationToken cancellationToken
    )
    {
        var paths = plan.Definition.Paths;
        var episodesAreCalledSo =
            !paths.TryGetValue(PathNames.Episodes, out var episodes) || (episodes.Detail is null && !episodes.Fields.ContainsKey("kind"));
        return paths.ContainsKey(PathNames.Updates) || !episodesAreCalledSo
            ? seen
            : new HashSet<string>([
                .. seen,
                .. (await stored.KindsAsync(run.Source.Id, cancellationToken)).Where(kind => kind != ItemKinds.Episode),
            ]);
    }

    /// <summary>
    /// What was there last time is about what will be there now. A first run, or one that does not read all, can tell no share.
    /// </summary>
    private async Task ExpectAsync(JobRun run, CrawlPlan plan, DateTime began, CancellationToken cancellationToken)
    {
        var isPart = plan.Name != PathNames.Catalog && plan.Definition.Paths.ContainsKey(PathNames.Catalog);
        if (run.Parameters.MaxPages is not null || plan.Incremental || isPart)
            return;
        var expected = await stored.ExpectedAsync(run.Source.Id, began, cancellationToken);
        run.Progress.Add(counts => counts with { ItemsExpected = expected });
    }
}
