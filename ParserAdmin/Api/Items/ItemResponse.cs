using System.Text.Json.Serialization;
using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Pictures;

namespace ParserAdmin.Api.Items;

/// <summary>One thing that was parsed. Times are UTC.</summary>
/// <param name="Revisions">Newest first, at most 200; left out of lists.</param>
/// <param name="Currency">ISO 4217, where the text told.</param>
/// <param name="ImagePath">Where this program shows the picture of <paramref name="ImageUrl"/>, below the API's own address.</param>
/// <param name="HeldFields">Fields that a person edited: no run changes them.</param>
/// <param name="CorrectedFields">Fields that the metadata source has the last word on.</param>
internal sealed record ItemResponse(
    Guid Id,
    string SourceId,
    string ExternalId,
    string Kind,
    string? Url,
    string Title,
    decimal? Price,
    string? Currency,
    string? Status,
    DateTime? PublishedAt,
    string? Series,
    decimal? SeriesNumber,
    IReadOnlyList<string> Creators,
    IReadOnlyList<string> Genres,
    string? ImageUrl,
    string? ImagePath,
    IReadOnlyDictionary<string, string> Attributes,
    DateTime FirstSeenAt,
    DateTime LastSeenAt,
    DateTime LastChangedAt,
    bool Gone,
    DateTime? GoneAt,
    IReadOnlyList<string> HeldFields,
    IReadOnlyList<string> CorrectedFields,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RevisionResponse>? Revisions
)
{
    public static ItemResponse Of(Item item, IReadOnlyList<ItemRevision>? revisions = null) =>
        new(
            item.Id,
            item.SourceId,
            item.ExternalId,
            item.Kind,
            item.Url,
            item.Title,
            item.Price?.Plain(),
            item.Currency,
            item.Status,
            item.PublishedAt,
            item.Series,
            item.SeriesNumber?.Plain(),
            item.Creators,
            item.Genres,
            item.ImageUrl,
            ItemPictures.PathOf(item),
            item.Attributes,
            item.FirstSeenAt,
            item.LastSeenAt,
            item.LastChangedAt,
            item.GoneAt is not null,
            item.GoneAt,
            item.HeldFields,
            item.CorrectedFields,
            revisions?.Select(RevisionResponse.Of).ToList()
        );
}
