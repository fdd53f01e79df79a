using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Diff;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Editing;

namespace ParserAdmin.Components.Dialogs;

/// <summary>An item's fields to correct.</summary>
public sealed partial class EditItemDialog
{
    private readonly SortedSet<string> _release = new(StringComparer.Ordinal);
    private ItemForm _form = default!;
    private Item _seen = default!;
    private string? _changed;
    private IReadOnlyList<DiffRow> _theirs = [];
    private string _reason = "";

    [Inject]
    private ItemEditCommands Items { get; set; } = default!;

    [Parameter, EditorRequired]
    public required Item Item { get; set; }

    protected override void OnInitialized() => (_seen, _form) = (Item, new ItemForm(Item));

    private void Release(string field, bool wanted)
    {
        if (wanted)
            _release.Add(field);
        else
            _release.Remove(field);
    }

    private async Task SaveAsync()
    {
        var edit = new ItemEdit(_form.Changes(), [.. _release], QueryText.Clean(_reason), _seen);
        if (edit.Fields.Count == 0 && edit.Release.Count == 0)
        {
            Refusal = "Nothing is changed yet.";
            return;
        }

        var result = await DecideAsync(actor => Items.EditAsync(actor, Item.Id, edit, CancellationToken.None));
        if (result is not { Status: CommandStatus.Conflict, Value: { } current })
            return;

        // What the person decides next, they decide on the item as it is now.
        (_changed, Refusal) = (result.Message, null);
        _theirs = ItemForm.Between(_seen, current);
        _form = _form.With(current);
        _seen = current;
        _release.RemoveWhere(field => !current.HeldFields.Contains(field) && !current.CorrectedFields.Contains(field));
    }
}
