namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>What tasks that look for new things have in common: plan, read, note.</summary>
public sealed class IncrementalCrawl(CrawlPlanner planner, PathCrawl crawl)
{
    public async Task RunAsync(JobRun run, string path, string kind, CancellationToken cancellationToken)
    {
        var plan = await planner.PlanAsync(run, path, alwaysWhole: false, cancellationToken);
        var result = await crawl.ReadAsync(run, plan, kind, cancellationToken);
        var foundSomething = run.Progress.Counts is not { ItemsNew: 0, ItemsChanged: 0 };
        if (!foundSomething)
            await run.Log.InfoAsync("Nothing new");
        await crawl.EndAsync(run, plan, result, foundSomething, cancellationToken);
    }
}
