using System.Globalization;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Items.Pictures;

/// <summary>
/// Fetches an item's picture for a person who looks at the item: by the same way out as a crawl, under the same gate, address check, pace
/// and robots.txt, and as a stranger. A picture needs neither the source's login nor its headers, and may lie with anybody.
/// </summary>
public sealed class PictureFetcher(PreviewRuns previews, SourceQueries sources, KnownDefinitions definitions, IPageFetcher fetcher)
{
    /// <summary>A photograph straight from a camera; posters have a hundredth of it.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    // Or a site that sorts its answers by this header would send a page.
    private static readonly Dictionary<string, string> Headers = new() { ["Accept"] = "image/avif,image/webp,image/*;q=0.9" };

    /// <exception cref="GateRefusedException">Stopped, or the source is paused.</exception>
    /// <exception cref="FetchException">The site gave no answer, or too large a one.</exception>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(string sourceId, Uri address, CancellationToken cancellationToken)
    {
        var request = new FetchRequest(address, await PolitenessAsync(sourceId, cancellationToken)) { Fresh = true, MostBytes = MostBytes };
        try
        {
            var page = await previews.RunAsync(
                "picture",
                sourceId,
                run => fetcher.FetchAsync(run, request, cancellationToken),
                cancellationToken
            );
            return page.Body;
        }
        catch (FetchException large) when (large.Class == ErrorClass.TooLarge)
        {
            var limit = string.Create(CultureInfo.InvariantCulture, $"{MostBytes / 1024 / 1024} MiB");
            throw new FetchException(large.Class, $"It is larger than {limit}.", large.Address, innerException: large);
        }
    }

    private async Task<FetchPoliteness> PolitenessAsync(string sourceId, CancellationToken cancellationToken)
    {
        var source = await sources.FindAsync(sourceId, cancellationToken);
        return source is not null && definitions.Of(source)?.Fetch is { } fetch
            ? new FetchPoliteness(fetch.Delay, fetch.Concurrency, fetch.Timeout, Headers, fetch.UserAgent, fetch.ObeyRobots)
            : FetchPoliteness.Default with
            {
                Headers = Headers,
            };
    }
}
