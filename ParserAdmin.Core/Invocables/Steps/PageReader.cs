using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>Address in, rows out: fetch, decode, extract.</summary>
public sealed class PageReader(IPageFetcher fetcher, RowExtractors extractors)
{
    /// <exception cref="FetchException">The page could not be had.</exception>
    /// <exception cref="ExtractionException">The page could not be read.</exception>
    public async Task<ExtractedPage> ReadAsync(
        JobRun run, SourceDefinition definition, PathDefinition path, Uri address, CancellationToken cancellationToken)
    {
        var page = await FetchAsync(run, definition.Fetch, address, cancellationToken);
        var text = PageDecoder.Decode(page.Body, page.ContentType, definition.Fetch.Encoding);
        return extractors.For(path.Response).Extract(text, page.Address, path, cancellationToken);
    }

    private async Task<FetchedPage> FetchAsync(JobRun run, FetchOptions options, Uri address, CancellationToken cancellationToken)
    {
        var politeness = new FetchPoliteness(options.Delay, options.Concurrency, options.Timeout, options.Headers, options.UserAgent);
        try
        {
            var page = await fetcher.FetchAsync(run.Permit, new FetchRequest(address, politeness) { Observer = new FetchLog(run.Log) }, cancellationToken);
            run.Progress.Add(counts => counts with { Requests = counts.Requests + page.Requests, Bytes = counts.Bytes + page.BytesReceived });
            return page;
        }
        catch (FetchException failed)
        {
            run.Progress.Add(counts => counts with { Requests = counts.Requests + failed.Requests, Bytes = counts.Bytes + failed.BytesReceived });
            throw;
        }
    }
}
