using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>
/// Tells when an incremental run has come to what is known: items that were there when a run last succeeded, or published before the mark
/// of that time.
/// What a run that broke off has saved is not known yet: what lies behind it was never looked at.
/// </summary>
internal sealed class KnownItemsDetector(ItemQueries stored, string sourceId, CrawlPlan plan)
{
    private static readonly Dictionary<ExtractedRow, string> NoRows = [];

    private const string Title = "title";

    private int _inARow;

    /// <summary>
    /// Rows of known items that say nothing new. Where each item has a page of its own, these pages are most of a crawl's requests, and a
    /// run that only looks for what is new does without them.
    /// </summary>
    /// <returns>The item's id by row.</returns>
    public async Task<IReadOnlyDictionary<ExtractedRow, string>> UnchangedAsync(
        IReadOnlyList<ExtractedRow> rows,
        string kind,
        CancellationToken cancellationToken
    )
    {
        if (!plan.Incremental || plan.Path.Detail is null || plan.State?.CheckedAt is not { } last)
            return NoRows;
        var listed = rows.Select(row => (Row: row, ItemReader.Identify(plan.Definition, Titled(row), null, kind).Item))
            .Where(pair => pair.Item is not null)
            .ToList();
        var known = (
            await stored.KnownItemsAsync(sourceId, [.. listed.Select(pair => pair.Item!.ExternalId).Distinct()], last, cancellationToken)
        ).ToLookup(item => item.ExternalId);
        return listed
            .Where(pair =>
                known[pair.Item!.ExternalId]
                    .Any(item =>
                        item.Kind == pair.Item.Draft.Kind
                        && !ItemOrigin.IsMissing(item.Origin)
                        && item.IsSettled
                        && SaysNothingNew(pair.Row, pair.Item.Draft, item)
                    )
            )
            .ToDictionary(pair => pair.Row, pair => pair.Item!.ExternalId);
    }

    /// <summary>Some listings name nothing; the title is then on the item's own page.</summary>
    private static ExtractedRow Titled(ExtractedRow row) =>
        row.Fields.ContainsKey(Title)
            ? row
            : row with
            {
                Fields = new Dictionary<string, FieldValue>(row.Fields) { [Title] = new TextValue("?") },
            };

    /// <summary>What a person or the metadata source holds is no news, whatever the site says of it.</summary>
    private static bool SaysNothingNew(ExtractedRow row, ItemDraft draft, Item item) =>
        item.Keeping(row.Fields.ContainsKey(Title) ? draft : draft with { Title = item.Title }).IsPartOf(item.ToDraft());

    /// <summary>Another listing begins: what is known of the one before says nothing about it.</summary>
    public void Begin() => _inARow = 0;

    /// <summary>Looks at a whole page: some sites have the newest at its end.</summary>
    public async Task<bool> IsReachedAsync(IReadOnlyList<ReadItem> page, CancellationToken cancellationToken)
    {
        if (!plan.Incremental || plan.State?.CheckedAt is not { } last)
            return false;
        var ids = page.Select(read => read.Item?.ExternalId ?? read.ExternalId).OfType<string>().Distinct().ToList();
        var known = await stored.KnownAsync(sourceId, ids, last, cancellationToken);
        foreach (var read in page)
        {
            var isOld =
                (read.Item?.ExternalId ?? read.ExternalId) is { } id && known.Contains(id)
                || read.Item?.Draft.PublishedAt < plan.State.HighWater;
            _inARow = isOld ? _inARow + 1 : 0;
        }

        return _inARow >= plan.KnownInARow;
    }
}
