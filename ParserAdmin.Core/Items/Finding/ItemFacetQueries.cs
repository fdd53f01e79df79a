using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Items.Finding;

/// <summary>A value that items have, and how many have it.</summary>
public sealed record FacetValue(string Value, int Count);

/// <summary>What the items that match are like: of each field its most frequent values, the most frequent first.</summary>
/// <param name="Capped">More match than were looked at; the counts are of the newest <see cref="ItemFacetQueries.MostItems"/>.</param>
public sealed record ItemFacets(
    IReadOnlyList<FacetValue> Sources,
    IReadOnlyList<FacetValue> Kinds,
    IReadOnlyList<FacetValue> Statuses,
    IReadOnlyList<FacetValue> Genres,
    IReadOnlyList<FacetValue> Creators,
    bool Capped
)
{
    public static ItemFacets None { get; } = new([], [], [], [], [], false);
}

/// <summary>Counts by what a list of items can be narrowed, reading no more of a million items than it says.</summary>
public sealed class ItemFacetQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>Items that are looked at for one field.</summary>
    public const int MostItems = 5_000;

    private const int MostValues = 10;

    /// <remarks>A field that is narrowed is counted as if it were not: so one sees what else there is.</remarks>
    public async Task<ItemFacets> ReadAsync(ItemFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var capped = false;
        var all = await RowsAsync(filter);
        return new ItemFacets(
            Count(await WithoutAsync(filter with { SourceId = null }), row => [row.SourceId]),
            Count(await WithoutAsync(filter with { Kind = null }), row => [row.Kind]),
            Count(await WithoutAsync(filter with { Status = null }), row => row.Status is { } status ? [status] : []),
            Count(await WithoutAsync(filter with { Genre = null }), row => row.Genres),
            Count(await WithoutAsync(filter with { Creator = null }), row => row.Creators),
            capped
        );

        async Task<List<Row>> WithoutAsync(ItemFilter wider) => wider == filter ? all : await RowsAsync(wider);

        async Task<List<Row>> RowsAsync(ItemFilter asked)
        {
            var rows = await (await context.MatchingAsync(asked, ItemSort.Newest, counting: false, cancellationToken))
                .OrderByDescending(item => item.Id)
                .Take(MostItems + 1)
                .Select(item => new Row(item.SourceId, item.Kind, item.Status, item.Genres, item.Creators))
                .ToListAsync(cancellationToken);
            if (rows.Count <= MostItems)
                return rows;
            capped = true;
            return rows[..MostItems];
        }
    }

    private static List<FacetValue> Count(List<Row> rows, Func<Row, IReadOnlyList<string>> values) =>
        [
            .. rows.SelectMany(row => values(row).Distinct(StringComparer.OrdinalIgnoreCase))
                .GroupBy(value => value, StringComparer.OrdinalIgnoreCase)
                .Select(group => new FacetValue(Spelling(group), group.Count()))
                .OrderByDescending(facet => facet.Count)
                .ThenBy(facet => facet.Value, StringComparer.OrdinalIgnoreCase)
                .Take(MostValues),
        ];

    /// <summary>As most items write it.</summary>
    private static string Spelling(IEnumerable<string> values) =>
        values.CountBy(value => value).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).First().Key;

    private sealed record Row(string SourceId, string Kind, string? Status, IReadOnlyList<string> Genres, IReadOnlyList<string> Creators);
}
