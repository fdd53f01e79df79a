using System.Runtime.CompilerServices;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables;

/// <summary>Crawls a source's whole catalogue: listings, pages, details; adds, updates, and marks what is gone.</summary>
public sealed class CatalogSync(
    ListingWalk walk, ItemReader items, ItemSink sink, ItemStore store, ItemQueries stored, SourceChecks checks, TimeProvider clock) : IInvocable
{
    public const string TaskName = "catalog-sync";

    public string Task => TaskName;

    public string RequiredPath => PathNames.Catalog;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var definition = Definitions.Of(run.Source);
        var before = CrawlCheckpoint.Read(run.Checkpoint.Stored, clock.UtcMilliseconds());
        await ExpectAsync(run, before, cancellationToken);
        var seenAll = false;
        var result = await sink.SaveAsync(run, ReadAsync(run, definition, before, whole => seenAll = whole, cancellationToken), cancellationToken, before);
        foreach (var kind in result.Kinds)
        {
            await store.SeeAsync(run.Permit, kind, result.Unread, cancellationToken);
            if (!seenAll)
                continue;
            var gone = await store.LeaveAsync(run.Permit, kind, before?.StartedAt ?? run.StartedAt, cancellationToken);
            run.Progress.Add(counts => counts with { ItemsGone = counts.ItemsGone + gone });
            if (gone > 0)
                await run.Log.InfoAsync($"{gone} items are gone from the site");
        }

        await checks.CheckedAsync(run.Source.Id, run.Progress.Counts.ItemsSucceeded > 0, cancellationToken);
    }

    /// <summary>What was there last time is about what will be there now. A first run, or one cut short by its page limit, can tell no share.</summary>
    private async Task ExpectAsync(JobRun run, CrawlCheckpoint? before, CancellationToken cancellationToken)
    {
        if (run.Parameters.MaxPages is not null)
            return;
        var expected = await stored.ExpectedAsync(run.Source.Id, before?.StartedAt ?? run.StartedAt, cancellationToken);
        run.Progress.Add(counts => counts with { ItemsExpected = expected });
    }

    private async IAsyncEnumerable<ReadItem> ReadAsync(
        JobRun run, SourceDefinition definition, CrawlCheckpoint? before, Action<bool> seenAll, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = definition.Paths[RequiredPath];
        var first = before?.Address ?? Definitions.Address(definition, RequiredPath, new Dictionary<string, string>());
        if (before is not null)
            await run.Log.InfoAsync($"Goes on at page {before.PagesDone + 1} of the crawl that began at {before.StartedAt:yyyy-MM-dd HH:mm:ss} UTC", first.ToString());
        await foreach (var page in walk.WalkAsync(run, definition, path, first, before?.PagesDone ?? 0, cancellationToken))
        {
            for (var i = 0; i < page.Rows.Count; i++)
            {
                var read = await items.ReadAsync(run, definition, path, page.Rows[i], ItemKinds.Title, cancellationToken);
                yield return i == page.Rows.Count - 1 ? read with { PageDone = page.Mark } : read;
            }

            if (page.WasCut)
                await run.Log.InfoAsync("The page limit is reached; what lies beyond it was not looked at");
            seenAll(page.IsLast && !page.WasCut);
        }
    }
}
