using System.Text.Json;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Api.Items;

/// <summary>One change of an item: the job that found it, or the person who edited it, and each field before and after.</summary>
internal sealed record RevisionResponse(Guid Id, Guid? JobId, string? EditedBy, DateTime Time, IReadOnlyList<FieldChange> Changes)
{
    public static RevisionResponse Of(ItemRevision revision) =>
        new(
            revision.Id,
            revision.JobId,
            revision.EditedBy,
            revision.CreatedAt,
            JsonSerializer.Deserialize<List<FieldChange>>(revision.Changes, JsonSerializerOptions.Web) ?? []
        );
}
