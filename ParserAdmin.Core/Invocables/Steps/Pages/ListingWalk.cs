using System.Runtime.CompilerServices;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>Goes through the pages of one path, each as it comes, listing by listing.</summary>
public sealed class ListingWalk(PageReader reader)
{
    /// <summary>
    /// The last page says whether the walk saw all: <see cref="ListingPage.IsLast"/> without <see cref="ListingPage.WasCut"/>.
    /// </summary>
    /// <param name="trail">Of this walk; whoever reads may leave a listing by it.</param>
    public async IAsyncEnumerable<ListingPage> WalkAsync(
        JobRun run,
        CrawlPlan plan,
        ListingTrail trail,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var pagination = plan.Path.Pagination;
        var limit = run.Parameters.MaxPages ?? pagination?.Limit(plan.Incremental) ?? 1;
        var (pages, rows) = (plan.Before?.PagesDone ?? 0, plan.Before?.RowsDone ?? 0);
        var last = "";
        await using var ahead = new PageAhead(cancellationToken);
        for (Uri? address = plan.First; address is not null; )
        {
            if (!trail.Read(address))
            {
                throw new JobFailedException(
                    ErrorClass.LayoutChanged,
                    $"The pages go in a circle: {address} came twice. Check the path's pagination."
                );
            }

            var begins = trail.Begins(address);
            last = begins ? "" : last;
            var page = await (ahead.Take(address) ?? ReadAsync(run, plan, trail, address, isFirst: pages == 0, cancellationToken));
            run.Progress.Add(counts => counts with { Pages = counts.Pages + 1 });
            pages++;

            // Of each title every hour: it would bury all other lines.
            if (plan.Name != PathNames.Episodes)
                await run.Log.InfoAsync($"Page {pages}: {page.Rows.Count} rows", address.ToString());

            // Only a count does not know its end; a page that is the same again is the last one, shown for every number beyond it.
            var print = pagination?.Count is null ? "" : Pagination.Print(page.Rows);
            if (print.Length > 0 && print == last)
            {
                page = new ExtractedPage([], null);
                if (pages == 2 && pagination is { Count: { } count, Listings: null })
                {
                    await run.Log.WarnAsync(
                        $"Page 2 is the same as page 1, so only one page was read. If there are more, the site does not count them by "
                            + $"'{count.Parameter}': check pagination",
                        address.ToString()
                    );
                }
            }

            last = print;
            rows += page.Rows.Count;
            var next = trail.Fresh(Pagination.After(plan.Path, address, page));
            trail.Find(page.Listings);
            var further = next ?? trail.Waiting;
            var cut = further is not null && pages >= limit;
            var mark =
                further is null || cut ? null : new PageMark(further, pages, rows) { Listings = trail.Left(listingEnds: next is null) };
            if (mark is not null && ReadsAhead(plan))
                ahead.Begin(mark.Next, token => ReadAsync(run, plan, trail, mark.Next, isFirst: false, token));
            yield return new ListingPage(address, pages, page.Rows, IsLast: mark is null, WasCut: cut, mark) { BeginsListing = begins };
            address = cut ? null : trail.Go(next);
        }
    }

    /// <summary>
    /// The same for one of several paths: a page that is not there is that one's fault, and told; what is the site's word to us all ends
    /// the job.
    /// </summary>
    public async IAsyncEnumerable<WalkStep> TryWalkAsync(
        JobRun run,
        CrawlPlan plan,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var pages = WalkAsync(run, plan, new ListingTrail(plan), cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            WalkStep? step = null;
            try
            {
                if (await pages.MoveNextAsync())
                    step = new WalkStep(pages.Current, null);
            }
            catch (Exception failed)
                when (failed
                        is ExtractionException
                            or FetchException { Class: not (ErrorClass.RateLimited or ErrorClass.Blocked or ErrorClass.AuthExpired) }
                )
            {
                step = new WalkStep(null, new ReadItem(null, null, plan.First.ToString(), failed.Message, failed));
            }

            if (step is null)
                yield break;
            yield return step;
            if (step.Failure is not null)
                yield break;
        }
    }

    /// <summary>
    /// Whether the next page may be fetched while the items of this one are read: not where the run may end here, nor where the site gets
    /// one request at a time.
    /// </summary>
    private static bool ReadsAhead(CrawlPlan plan) =>
        plan is { Incremental: false, Path.Detail: not null, Definition: { Login: null, Fetch.Concurrency: > 1 } };

    private async Task<ExtractedPage> ReadAsync(
        JobRun run,
        CrawlPlan plan,
        ListingTrail trail,
        Uri address,
        bool isFirst,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await reader.ReadAsync(run, plan.Definition, plan.Path, address, cancellationToken);
        }
        catch (FetchException missing) when (missing.Class == ErrorClass.NotFound && trail.IsLinked(address))
        {
            // One dead link in a menu must not end the crawl of a whole site.
            trail.Miss();
            await run.Log.WarnAsync(
                "A listing that the site links to is not there; without it this run marks nothing as gone",
                address.ToString()
            );
            return new ExtractedPage([], null);
        }
        // 400 is what WordPress answers beyond its last page.
        catch (FetchException beyond)
            when ((beyond.Class == ErrorClass.NotFound || beyond.Status == 400) && plan.Path.Pagination?.Count is not null && !isFirst)
        {
            await run.Log.InfoAsync($"This page is not there ({beyond.Status}), so the one before was the last", address.ToString());
            return new ExtractedPage([], null);
        }
    }
}
