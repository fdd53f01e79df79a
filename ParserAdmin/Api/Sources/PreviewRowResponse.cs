using System.Text.Json.Nodes;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Studio;

namespace ParserAdmin.Api.Sources;

/// <summary>One row.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Values">Its fields by name, as samples write them; those without a value are left out.</param>
/// <param name="Fields">How each field came about.</param>
/// <param name="Place">Where it stands in the answer's text, in UTF-16 units; null where that cannot be told.</param>
/// <param name="Detail">The page that completes it.</param>
/// <param name="ExternalId">What the item would be known by.</param>
/// <param name="Item">The item that would be stored, as far as this page tells.</param>
/// <param name="Problem">Why no item would come of it.</param>
internal sealed record PreviewRowResponse(
    int Number,
    JsonObject Values,
    IReadOnlyList<PreviewFieldResponse> Fields,
    TextPlace? Place,
    string? Detail,
    string? ExternalId,
    ItemDraft? Item,
    string? Problem
)
{
    public static PreviewRowResponse Of(PreviewRow row) =>
        new(
            row.Number,
            FieldJson.Of(row),
            [.. row.Fields.Select(PreviewFieldResponse.Of)],
            row.Place,
            row.Detail?.AbsoluteUri,
            row.ExternalId,
            Plain(row.Item),
            row.Problem
        );

    private static ItemDraft? Plain(ItemDraft? item) =>
        item is null ? null : item with { Price = item.Price?.Plain(), SeriesNumber = item.SeriesNumber?.Plain() };
}
