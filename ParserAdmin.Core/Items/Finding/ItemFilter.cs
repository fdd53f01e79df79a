namespace ParserAdmin.Core.Items.Finding;

/// <summary>Which items to list; what is null does not narrow.</summary>
/// <param name="Text">What a person typed into a search, see <see cref="Data.Search.SearchQuery"/>.</param>
/// <param name="PriceFrom">Lowest price, itself counted in; items without a price are then left out.</param>
/// <param name="PriceTo">Highest price, itself counted in.</param>
/// <param name="Creator">A whole name; case and accents do not matter, as for genre and series.</param>
public sealed record ItemFilter(
    string? SourceId = null,
    string? Kind = null,
    string? Status = null,
    string? Text = null,
    DateTime? ChangedSince = null,
    bool? Gone = null,
    decimal? PriceFrom = null,
    decimal? PriceTo = null,
    string? Currency = null,
    string? Creator = null,
    string? Genre = null,
    string? Series = null
);
