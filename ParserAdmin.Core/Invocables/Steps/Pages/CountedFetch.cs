using ParserAdmin.Core.Fetching;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>One fetch, in the job's counts and log however it ends.</summary>
internal static class CountedFetch
{
    public static async Task<FetchedPage> FetchAsync(
        IPageFetcher fetcher,
        JobRun run,
        FetchRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var page = await fetcher.FetchAsync(run.Permit, request with { Observer = new FetchLog(run.Log) }, cancellationToken);
            Count(run, page.Requests, page.BytesReceived, page.NotModified ? 1 : 0);
            return page;
        }
        catch (FetchException failed)
        {
            Count(run, failed.Requests, failed.BytesReceived, 0);
            throw;
        }
    }

    private static void Count(JobRun run, int requests, long bytes, int notModified) =>
        run.Progress.Add(counts =>
            counts with
            {
                Requests = counts.Requests + requests,
                Bytes = counts.Bytes + bytes,
                NotModified = counts.NotModified + notModified,
            }
        );
}
