using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Studio;

/// <summary>One row and how it came about.</summary>
/// <param name="Number">From 1, as on the page.</param>
/// <param name="Fields">In the definition's order.</param>
/// <param name="Place">Where it stands in the page's text; null where that cannot be told.</param>
/// <param name="Detail">The page that completes it; null where the path has no detail, or the field no address.</param>
/// <param name="ExternalId">What the item would be known by; null where only its own page tells.</param>
/// <param name="Item">What would be stored, as far as this page tells; null where it tells no title.</param>
/// <param name="Problem">Why no item would come of it, or what it would lack; null where all is well.</param>
public sealed record PreviewRow(
    int Number,
    IReadOnlyList<PreviewField> Fields,
    TextPlace? Place,
    Uri? Detail,
    string? ExternalId,
    ItemDraft? Item,
    string? Problem
);
