using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Likeness;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>
/// Item in, what the metadata source says of it out: its search is asked, the answers are scored, and of the one that is surely it the
/// detail is read.
/// </summary>
public sealed class MetadataLookup(PageReader reader)
{
    /// <param name="run">At the metadata source.</param>
    /// <param name="definition">Of the metadata source.</param>
    public async Task<LookupResult> AskAsync(
        JobRun run,
        SourceDefinition definition,
        Item item,
        double threshold,
        CancellationToken cancellationToken
    )
    {
        var (path, asked) = (definition.Paths[PathNames.Search], item.ToDraft());
        if (
            path.Path is not { } template
            || !PathAddress.TryResolve(definition.Links[0], template, Definitions.Values(asked), out var address)
        )
        {
            return new LookupResult(item, null, $"it has not all that the search asks for ({path.Path})", null);
        }

        try
        {
            var page = await reader.ReadAsync(run, definition, path, address, cancellationToken);
            run.Progress.Add(counts => counts with { Pages = counts.Pages + 1 });
            var candidates = page
                .Rows.Select(row => (Row: row, ItemMapper.Map(row, null, item.Kind).Draft))
                .Where(candidate => candidate.Draft is not null)
                .ToList();
            var match = BestMatch.Among(asked, candidates.ConvertAll(candidate => candidate.Draft!), threshold);
            if (match.Chosen is not { } chosen)
                return new LookupResult(item, null, match.Refusal, null);
            var row = candidates[chosen].Row;
            var values = await DetailAsync(run, definition, path, row, cancellationToken) is { } detail
                ? ItemMapper.Map(row, detail, item.Kind).Draft
                : candidates[chosen].Draft;
            return new LookupResult(item, values, null, null);
        }
        catch (Exception failed)
            when (failed
                    is ExtractionException
                        or FetchException { Class: not (ErrorClass.RateLimited or ErrorClass.Blocked or ErrorClass.AuthExpired) }
            )
        {
            // Many sites answer 404 where nothing is found.
            return failed is FetchException { Class: ErrorClass.NotFound }
                ? new LookupResult(item, null, "nothing was found", null)
                : new LookupResult(item, null, failed.Message, failed);
        }
    }

    /// <summary>Where the found work has a page of its own that tells more.</summary>
    private async Task<ExtractedRow?> DetailAsync(
        JobRun run,
        SourceDefinition definition,
        PathDefinition path,
        ExtractedRow row,
        CancellationToken cancellationToken
    ) =>
        path.Detail is { } follow && DetailLink.Of(path, row) is { } address
            ? await DetailLink.ReadAsync(reader, run, definition, follow, address, cancellationToken)
            : null;
}
