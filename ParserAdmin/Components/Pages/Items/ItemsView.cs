using System.Globalization;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>What the list of items shows, as its address says it.</summary>
/// <param name="Gone">"yes", "no" or null for both.</param>
/// <param name="Since">A choice of <see cref="TimeSpanChoice"/>.</param>
/// <param name="Before">Where the page before ended, an <see cref="ItemCursor"/>.</param>
/// <param name="Sort">A name of <see cref="ItemSort"/> in lower case; null for newest.</param>
/// <param name="Columns">Names of <see cref="ItemColumns"/> with commas between; null for the usual ones.</param>
/// <param name="Layout"><see cref="Posters"/>, or null for the table.</param>
public sealed record ItemsView(
    string? Source = null,
    string? Kind = null,
    string? Status = null,
    string? Text = null,
    string? Gone = null,
    string? Since = null,
    string? Before = null,
    string? PriceFrom = null,
    string? PriceTo = null,
    string? Currency = null,
    string? Creator = null,
    string? Genre = null,
    string? Series = null,
    string? Sort = null,
    string? Columns = null,
    string? Layout = null
)
{
    public const string Path = "portal/items";

    public const string Posters = "posters";

    /// <summary>Everything, in the order and the form in which this is shown.</summary>
    public ItemsView All => new(Sort: Sort, Columns: Columns, Layout: Layout);

    public bool IsFiltered => this with { Before = null } != All;

    /// <summary>
    /// Whether it leaves anything out. A filter that is mistyped, such as the price "12,50", stands in the address and does not.
    /// </summary>
    public bool Narrows => Filter(DateTime.UnixEpoch) != new ItemFilter();

    /// <summary>Whether something is set of the filters that are folded away and shown nowhere else.</summary>
    public bool HasMore => (PriceFrom ?? PriceTo ?? Currency ?? Series) is not null;

    /// <summary>What the address says, and newest where it says nothing that is an order.</summary>
    public ItemSort Order => Enum.GetValues<ItemSort>().FirstOrDefault(sort => StoredEnum.Write(sort) == Sort);

    public ItemCursor? After => ItemCursor.TryParse(Before, Order);

    public string Address =>
        QueryText.Write(
            Path,
            [
                new("source", Source),
                new("kind", Kind),
                new("status", Status),
                new("q", Text),
                new("gone", Gone),
                new("since", Since),
                new("priceFrom", PriceFrom),
                new("priceTo", PriceTo),
                new("currency", Currency),
                new("creator", Creator),
                new("genre", Genre),
                new("series", Series),
                new("sort", Sort),
                new("columns", Columns),
                new("view", Layout),
                new("before", Before),
            ]
        );

    public ItemFilter Filter(DateTime now) =>
        new(
            QueryText.Clean(Source),
            QueryText.Clean(Kind)?.ToLowerInvariant(),
            QueryText.Clean(Status)?.ToLowerInvariant(),
            QueryText.Clean(Text),
            TimeSpanChoice.Start(Since, now),
            Gone switch
            {
                "yes" => true,
                "no" => false,
                _ => null,
            },
            Amount(PriceFrom),
            Amount(PriceTo),
            QueryText.Clean(Currency)?.ToUpperInvariant(),
            QueryText.Clean(Creator),
            QueryText.Clean(Genre),
            QueryText.Clean(Series)
        );

    /// <summary>The API's export of everything that is shown here, in this order.</summary>
    public string ExportAddress(string format, DateTime now)
    {
        var filter = Filter(now);
        return QueryText.Write(
            "items/export",
            [
                new("format", format),
                new("sourceId", filter.SourceId),
                new("kind", filter.Kind),
                new("status", filter.Status),
                new("q", filter.Text),
                new("changedSince", filter.ChangedSince?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                new("gone", filter.Gone?.ToString().ToLowerInvariant()),
                new("priceFrom", Write(filter.PriceFrom)),
                new("priceTo", Write(filter.PriceTo)),
                new("currency", filter.Currency),
                new("creator", filter.Creator),
                new("genre", filter.Genre),
                new("series", filter.Series),
                new("sort", StoredEnum.Write(Order)),
            ]
        );
    }

    // A mistyped amount does not narrow, and stays in its field to be seen.
    private static decimal? Amount(string? text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign
                | NumberStyles.AllowDecimalPoint
                | NumberStyles.AllowLeadingWhite
                | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
            : null;

    private static string? Write(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);
}
