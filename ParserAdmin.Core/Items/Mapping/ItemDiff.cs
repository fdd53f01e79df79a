namespace ParserAdmin.Core.Items.Mapping;

/// <summary>Tells what changed between two drafts of one item.</summary>
public static class ItemDiff
{
    /// <summary>The changed fields, in a fixed order; empty if nothing changed.</summary>
    public static IReadOnlyList<FieldChange> Between(ItemDraft before, ItemDraft after)
    {
        var old = All(before).ToDictionary(field => field.Name);
        var changes = new List<FieldChange>();
        foreach (var field in All(after))
        {
            if (!old.Remove(field.Name, out var was))
            {
                changes.Add(new FieldChange(field.Name, null, field.Text));
            }
            else if (!was.Values.SequenceEqual(field.Values))
            {
                changes.Add(new FieldChange(field.Name, was.Text, field.Text));
            }
        }

        changes.AddRange(
            old.Values.OrderBy(gone => gone.Name, StringComparer.Ordinal).Select(gone => new FieldChange(gone.Name, gone.Text, null))
        );
        return changes;
    }

    private static IEnumerable<DraftField> All(ItemDraft draft) => DraftFields.Keys(draft).Concat(DraftFields.Content(draft));
}
