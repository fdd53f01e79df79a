using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables;

/// <summary>Crawls a source's whole catalogue: listings, pages, details; adds, updates, and marks what is gone.</summary>
public sealed class CatalogSync(CrawlPlanner planner, PathCrawl crawl, ItemStore store, ItemQueries stored) : IInvocable
{
    public const string TaskName = "catalog-sync";

    public string Task => TaskName;

    public string RequiredPath => PathNames.Catalog;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var plan = await planner.PlanAsync(run, RequiredPath, alwaysWhole: true, cancellationToken);
        var began = plan.Before?.StartedAt ?? run.StartedAt;
        await ExpectAsync(run, plan, began, cancellationToken);
        var result = await crawl.ReadAsync(run, plan, ItemKinds.Title, cancellationToken);
        foreach (var kind in result.Saved.Kinds)
        {
            await store.SeeAsync(run.Permit, kind, result.Saved.Unread, cancellationToken);
            if (!result.SeenAll || plan.Incremental)
                continue;
            var gone = await store.LeaveAsync(run.Permit, kind, began, cancellationToken);
            run.Progress.Add(counts => counts with { ItemsGone = counts.ItemsGone + gone });
            if (gone > 0)
                await run.Log.InfoAsync($"{gone} items are gone from the site");
        }

        await crawl.EndAsync(run, plan, result, run.Progress.Counts.ItemsSucceeded > 0, cancellationToken);
    }

    /// <summary>What was there last time is about what will be there now. A first run, or one that does not read all, can tell no share.</summary>
    private async Task ExpectAsync(JobRun run, CrawlPlan plan, DateTime began, CancellationToken cancellationToken)
    {
        if (run.Parameters.MaxPages is not null || plan.Incremental)
            return;
        var expected = await stored.ExpectedAsync(run.Source.Id, began, cancellationToken);
        run.Progress.Add(counts => counts with { ItemsExpected = expected });
    }
}
