using System.Text.Json;
using ParserAdmin.Components.Shared.Diff;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>Reads what a revision says changed.</summary>
public static class RevisionChanges
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>As rows; what another program wrote is shown as it stands rather than hidden.</summary>
    public static IReadOnlyList<DiffRow> Of(ItemRevision revision) =>
        Read(revision) is { } changes ? [.. changes.Select(Row)] : [new DiffRow("changes", null, revision.Changes)];

    /// <summary>As fields; none of what another program wrote.</summary>
    public static IReadOnlyList<FieldChange> Fields(ItemRevision revision) => Read(revision) ?? [];

    private static List<FieldChange>? Read(ItemRevision revision)
    {
        try
        {
            return JsonSerializer.Deserialize<List<FieldChange>>(revision.Changes, Options) ?? [];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DiffRow Row(FieldChange change) =>
        new(
            change.Field.StartsWith("attributes.", StringComparison.Ordinal) ? change.Field["attributes.".Length..] : change.Field,
            change.Before,
            change.After
        );
}
