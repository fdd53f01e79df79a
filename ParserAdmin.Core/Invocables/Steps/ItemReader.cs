using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>
/// Row in, identified item out, by way of the item's own page where the definition names one. What cannot be read is told, not guessed.
/// </summary>
public sealed class ItemReader(PageReader reader)
{
    /// <summary>One broken page is an item's fault; this many in a row are the site's, and end the job.</summary>
    public const int FailuresInARow = 5;

    public async Task<ReadItem> ReadAsync(
        JobRun run,
        SourceDefinition definition,
        PathDefinition path,
        ExtractedRow row,
        string defaultKind,
        CancellationToken cancellationToken
    )
    {
        ExtractedRow? detail = null;
        if (path.Detail is { } follow)
        {
            if (DetailLink.Of(path, row) is not { } address)
                return Failed(definition, row, null, DetailLink.Missing(follow, row));
            var link = address.OriginalString;
            try
            {
                detail = await DetailLink.ReadAsync(reader, run, definition, follow, address, cancellationToken);
                if (detail is null)
                {
                    return Failed(
                        definition,
                        row,
                        link,
                        $"Its page has no '{follow.Path}' row; the page is broken, or the site's layout changed"
                    );
                }
            }
            catch (FetchException failed) when (failed.Class is not (ErrorClass.RateLimited or ErrorClass.AuthExpired))
            {
                // Blocked, too: a 451 or a line of robots.txt may be about this page alone. Where it is about all, five in a row say so.
                return Failed(definition, row, link, failed.Message, failed);
            }
            catch (ExtractionException failed)
            {
                return Failed(definition, row, link, failed.Message, failed);
            }
        }

        return Identify(definition, row, detail, defaultKind);
    }

    /// <summary>The same without a detail page: for rows that are all there is.</summary>
    public static ReadItem Identify(
        SourceDefinition definition,
        ExtractedRow row,
        ExtractedRow? detail,
        string defaultKind,
        Func<ItemDraft, ItemDraft>? complete = null
    )
    {
        var mapped = ItemMapper.Map(row, detail, defaultKind);
        var problems = mapped.Errors.Select(error => error.Message);
        if (mapped.Draft is not { } draft || mapped.Errors.Any(error => !error.Optional))
            return Failed(definition, row, mapped.Draft?.Url, string.Join("; ", problems));
        draft = complete?.Invoke(draft) ?? draft;
        try
        {
            return new ReadItem(new IdentifiedItem(ItemIdentity.Identify(draft, definition.Identity), draft), null, draft.Url, null, null)
            {
                LeftOut = mapped.Errors,
            };
        }
        catch (MissingIdentityException missing)
        {
            return Failed(definition, row, draft.Url, string.Join("; ", problems.Append(missing.Message)));
        }
    }

    private static ReadItem Failed(SourceDefinition definition, ExtractedRow row, string? url, string problem, Exception? cause = null) =>
        new(
            null,
            ItemIdentity.TryIdentify(
                row.Fields.GetValueOrDefault("externalId")?.ToText(),
                row.Fields.GetValueOrDefault("url")?.ToText(),
                definition.Identity
            ),
            url,
            problem,
            cause
        );
}
