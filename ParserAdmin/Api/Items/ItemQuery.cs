using Microsoft.AspNetCore.Mvc;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Api.Items;

/// <summary>What narrows and orders items in an address, the same for the list and the export.</summary>
internal sealed record ItemQuery(
    [FromQuery(Name = "sourceId")] string? SourceId,
    [FromQuery(Name = "kind")] string? Kind,
    [FromQuery(Name = "status")] string? Status,
    [FromQuery(Name = "q")] string? Q,
    [FromQuery(Name = "changedSince")] string? ChangedSince,
    [FromQuery(Name = "gone")] string? Gone,
    [FromQuery(Name = "priceFrom")] string? PriceFrom,
    [FromQuery(Name = "priceTo")] string? PriceTo,
    [FromQuery(Name = "currency")] string? Currency,
    [FromQuery(Name = "creator")] string? Creator,
    [FromQuery(Name = "genre")] string? Genre,
    [FromQuery(Name = "series")] string? Series,
    [FromQuery(Name = "sort")] string? Sort
)
{
    /// <exception cref="BadInputException">A value is none of its kind.</exception>
    public ItemFilter ToFilter() =>
        new(
            Input.Text("sourceId", SourceId),
            Input.Text("kind", Kind),
            Input.Text("status", Status),
            Input.Text("q", Q),
            Input.Time("changedSince", ChangedSince),
            Input.Flag("gone", Gone),
            Input.Amount("priceFrom", PriceFrom),
            Input.Amount("priceTo", PriceTo),
            Input.Text("currency", Currency)?.ToUpperInvariant(),
            Input.Text("creator", Creator),
            Input.Text("genre", Genre),
            Input.Text("series", Series)
        );

    /// <summary>Who asks for changes since a time goes through them in the order of the changes.</summary>
    public ItemSort ToSort() =>
        Input.One<ItemSort>("sort", Sort) ?? (string.IsNullOrEmpty(ChangedSince) ? ItemSort.Newest : ItemSort.Changed);
}
