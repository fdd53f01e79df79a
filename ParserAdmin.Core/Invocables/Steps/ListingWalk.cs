using System.Runtime.CompilerServices;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>Goes through the pages of one path, each as it comes.</summary>
public sealed class ListingWalk(PageReader reader)
{
    /// <summary>The last page says whether the walk saw all: <see cref="ListingPage.IsLast"/> without <see cref="ListingPage.WasCut"/>.</summary>
    /// <param name="pagesDone">Pages that an earlier part of this crawl went through; they count towards the limit.</param>
    public async IAsyncEnumerable<ListingPage> WalkAsync(
        JobRun run, SourceDefinition definition, PathDefinition path, Uri first, int pagesDone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var limit = run.Parameters.MaxPages ?? path.Pagination?.MaxPages ?? 1;
        var seen = new HashSet<Uri>();
        for (Uri? address = first; address is not null;)
        {
            if (!seen.Add(address))
                throw new JobFailedException(ErrorClass.LayoutChanged, $"The next-page links go in a circle: {address} came twice. Check pagination.next.");
            var page = await reader.ReadAsync(run, definition, path, address, cancellationToken);
            run.Progress.Add(counts => counts with { Pages = counts.Pages + 1 });
            await run.Log.InfoAsync($"Page {pagesDone + seen.Count}: {page.Rows.Count} rows", address.ToString());
            var next = path.Pagination is null ? null : page.Next;
            var cut = next is not null && pagesDone + seen.Count >= limit;
            yield return new ListingPage(page.Rows, IsLast: next is null || cut, WasCut: cut, next is null || cut ? null : new PageMark(next, pagesDone + seen.Count));
            address = cut ? null : next;
        }
    }
}
