using System.Runtime.CompilerServices;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>Goes through the pages of one path, each as it comes.</summary>
public sealed class ListingWalk(PageReader reader)
{
    /// <summary>The last page says whether the walk saw all: <see cref="ListingPage.IsLast"/> without <see cref="ListingPage.WasCut"/>.</summary>
    public async IAsyncEnumerable<ListingPage> WalkAsync(JobRun run, CrawlPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pagination = plan.Path.Pagination;
        var limit = run.Parameters.MaxPages ?? pagination?.Limit(plan.Incremental) ?? 1;
        var (pages, rows) = (plan.Before?.PagesDone ?? 0, plan.Before?.RowsDone ?? 0);
        var seen = new HashSet<Uri>();
        var last = "";
        for (Uri? address = plan.First; address is not null;)
        {
            if (!seen.Add(address))
                throw new JobFailedException(ErrorClass.LayoutChanged, $"The pages go in a circle: {address} came twice. Check the path's pagination.");
            var page = await ReadAsync(run, plan, address, isFirst: seen.Count == 1 && pages == 0, cancellationToken);
            run.Progress.Add(counts => counts with { Pages = counts.Pages + 1 });
            await run.Log.InfoAsync($"Page {++pages}: {page.Rows.Count} rows", address.ToString());

            // Only a count does not know its end; a page that is the same again is the last one, shown for every number beyond it.
            var print = pagination?.Count is null ? "" : PageTurn.Print(page.Rows);
            if (print.Length > 0 && print == last)
                page = new ExtractedPage([], null);
            last = print;
            rows += page.Rows.Count;
            var next = PageTurn.After(pagination, address, page);
            var cut = next is not null && pages >= limit;
            var mark = next is null || cut ? null : new PageMark(next, pages, rows);
            yield return new ListingPage(address, pages, page.Rows, IsLast: mark is null, WasCut: cut, mark);
            address = mark?.Next;
        }
    }

    /// <summary>The same for one of several paths: a page that is not there is that one's fault, and told; what is the site's word to us all ends the job.</summary>
    public async IAsyncEnumerable<WalkStep> TryWalkAsync(JobRun run, CrawlPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = WalkAsync(run, plan, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            WalkStep? step = null;
            try
            {
                if (await pages.MoveNextAsync())
                    step = new WalkStep(pages.Current, null);
            }
            catch (Exception failed) when (failed is ExtractionException or FetchException { Class: not (ErrorClass.RateLimited or ErrorClass.Blocked or ErrorClass.AuthExpired) })
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

    private async Task<ExtractedPage> ReadAsync(JobRun run, CrawlPlan plan, Uri address, bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(run, plan.Definition, plan.Path, address, cancellationToken);
        }
        catch (FetchException beyond) when (beyond.Class == ErrorClass.NotFound && plan.Path.Pagination?.Count is not null && !isFirst)
        {
            return new ExtractedPage([], null);
        }
    }
}
