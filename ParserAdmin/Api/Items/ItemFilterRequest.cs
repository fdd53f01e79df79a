using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Api.Items;

/// <summary>What narrows items, as in the list's address.</summary>
internal sealed record ItemFilterRequest(
    string? SourceId = null,
    string? Kind = null,
    string? Status = null,
    string? Q = null,
    string? ChangedSince = null,
    bool? Gone = null,
    decimal? PriceFrom = null,
    decimal? PriceTo = null,
    string? Currency = null,
    string? Creator = null,
    string? Genre = null,
    string? Series = null
)
{
    /// <exception cref="BadInputException">A value is none of its kind.</exception>
    public ItemFilter ToFilter() =>
        new(
            Input.Text("filter.sourceId", SourceId),
            Input.Text("filter.kind", Kind),
            Input.Text("filter.status", Status),
            Input.Text("filter.q", Q),
            Input.Time("filter.changedSince", ChangedSince),
            Gone,
            PriceFrom,
            PriceTo,
            Input.Text("filter.currency", Currency)?.ToUpperInvariant(),
            Input.Text("filter.creator", Creator),
            Input.Text("filter.genre", Genre),
            Input.Text("filter.series", Series)
        );
}
