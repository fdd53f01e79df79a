using ParserAdmin.Core.Data;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>Items in, counted and saved in batches that are never older than a quarter of a second.</summary>
public sealed class ItemSink(ItemStore store, TimeProvider clock)
{
    public const int BatchSize = 200;

    // As many as a quick site gives while a batch is saved.
    private const int Ahead = 64;

    public static readonly TimeSpan BatchAge = TimeSpan.FromMilliseconds(250);

    /// <param name="before">What an earlier part of this crawl saved.</param>
    /// <param name="moves">What else moves on with a batch, and where the crawl goes on once a page is whole; stored in the batch's own
    /// transaction. Null for nothing.</param>
    /// <param name="incremental">The crawl only looks for what is new.</param>
    /// <param name="origin">Only what the catalogue lacks is added, as of this <see cref="ItemOrigin"/>; null for items of a listing, which
    /// are kept in step.</param>
    public async Task<SinkResult> SaveAsync(
        JobRun run,
        IAsyncEnumerable<ReadItem> items,
        CancellationToken cancellationToken,
        CrawlCheckpoint? before = null,
        Func<IReadOnlyList<IdentifiedItem>, CrawlCheckpoint?, Func<ParserDbContext, DateTime, CancellationToken, Task>>? moves = null,
        bool incremental = false,
        string? origin = null
    )
    {
        var kinds = new HashSet<string>(before?.Kinds ?? []);
        var unread = new List<string>(before?.Unread ?? []);
        var began = before?.StartedAt ?? run.StartedAt;
        var failures = new FailureRow();
        // What only adds meets the same item in many lists, and rightly so.
        var shared = origin is null ? new SharedRows(run.Log) : null;
        await foreach (
            var batch in Batching.InBatchesAsync(
                ReadAhead.OfAsync(items, Ahead, cancellationToken),
                BatchSize,
                BatchAge,
                clock,
                cancellationToken,
                IsRefusal
            )
        )
        {
            var read = batch.Where(one => !one.IsMark).ToList();
            foreach (var failed in read.Where(one => one.IsFailed))
            {
                if (failed.ExternalId is { } id)
                    unread.Add(id);
                await run.Log.ErrorAsync($"Item {failed.ExternalId ?? "without id"} could not be read: {failed.Problem}", failed.Url);
            }

            await LeftOutFields.TellAsync(run.Log, read);
            if (shared is not null)
            {
                foreach (var one in batch)
                    await shared.TakeAsync(one);
            }

            var good = read.Select(one => one.Item).OfType<IdentifiedItem>().ToList();
            kinds.UnionWith(good.Select(item => item.Draft.Kind));
            var checkpoint = batch.LastOrDefault(one => one.PageDone is not null)?.PageDone is { } mark
                ? new CrawlCheckpoint(mark.Next, mark.PagesDone, began, clock.UtcMilliseconds(), [.. kinds], unread)
                {
                    RowsDone = mark.RowsDone,
                    Incremental = incremental,
                    Listings = mark.Listings,
                }
                : null;
            var broken = failures.Take(batch);
            var progress = new BatchProgress(
                failures.LastUnit is { } unit ? new UnitCheckpoint(unit, clock.UtcMilliseconds()).Write() : checkpoint?.Write(),
                checkpoint is not null || good.Exists(item => item.Draft.PublishedAt is not null) ? moves?.Invoke(good, checkpoint) : null
            );
            var written =
                good.Count == 0 && progress.IsNone ? new SavedBatch(0, 0, 0)
                : origin is null ? await store.SaveAsync(run.Permit, good, progress, cancellationToken)
                : await store.AddAsync(run.Permit, good, origin, progress, cancellationToken);
            if (written.Back > 0)
                await run.Log.InfoAsync($"Back again: {written.Back} items that were gone from the site");
            run.Progress.Add(counts =>
                counts with
                {
                    ItemsProcessed = counts.ItemsProcessed + read.Count,
                    ItemsSucceeded = counts.ItemsSucceeded + read.Count(one => !one.IsFailed),
                    ItemsFailed = counts.ItemsFailed + read.Count(one => one.IsFailed),
                    ItemsNew = counts.ItemsNew + written.New,
                    ItemsChanged = counts.ItemsChanged + written.Changed,
                }
            );
            if (broken is not null)
            {
                throw broken.Cause
                    ?? new JobFailedException(
                        ErrorClass.LayoutChanged,
                        $"{ItemReader.FailuresInARow} items in a row could not be read; the last one: {broken.Problem}"
                    );
            }
        }

        if (shared is not null)
            await shared.EndAsync();
        return new SinkResult(kinds, unread, failures.Last);
    }

    /// <summary>A site that bars us has to be left alone before many more pages are asked for.</summary>
    private static bool IsRefusal(ReadItem read) => read.Cause is FetchException { Class: ErrorClass.Blocked };
}
