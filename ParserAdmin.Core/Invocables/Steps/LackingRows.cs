using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>Rows of which only those count that the catalogue lacks: a detail page is read for these alone.</summary>
public sealed class LackingRows(ItemReader reader)
{
    /// <param name="isHeld">Asked of a row that can be identified by itself.</param>
    /// <param name="complete">What is known of the item beyond its row.</param>
    /// <returns>Null for a row whose item is held.</returns>
    public async Task<ReadItem?> ReadAsync(
        JobRun run,
        SourceDefinition definition,
        PathDefinition path,
        ExtractedRow row,
        string kind,
        Func<ReadItem, bool> isHeld,
        Func<ItemDraft, ItemDraft> complete,
        CancellationToken cancellationToken
    )
    {
        var read = ItemReader.Identify(definition, row, null, kind);
        if (read.Item is not null && isHeld(read))
            return null;
        if (path.Detail is not null)
        {
            read = await reader.ReadAsync(run, definition, path, row, kind, cancellationToken);
            if (read.Item is not null && isHeld(read))
                return null;
        }

        return read.Item is { } item ? read with { Item = item with { Draft = complete(item.Draft) } } : read;
    }
}
