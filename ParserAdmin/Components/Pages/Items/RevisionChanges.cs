using System.Text.Json;
using ParserAdmin.Components.Shared.Diff;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>Reads what a revision says changed.</summary>
public static class RevisionChanges
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<DiffRow> Of(ItemRevision revision)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<List<FieldChange>>(revision.Changes, Options) ?? []).Select(Row)];
        }
        catch (JsonException)
        {
            // A row that another program wrote: shown as it stands rather than hidden.
            return [new DiffRow("changes", null, revision.Changes)];
        }
    }

    private static DiffRow Row(FieldChange change) =>
        new(change.Field.StartsWith("attributes.", StringComparison.Ordinal) ? change.Field["attributes.".Length..] : change.Field, change.Before, change.After);
}
