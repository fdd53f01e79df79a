using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Editing;

namespace ParserAdmin.Components.Dialogs;

/// <summary>An item's fields to correct.</summary>
public sealed partial class EditItemDialog
{
    private readonly SortedSet<string> _release = new(StringComparer.Ordinal);
    private ItemForm _form = default!;
    private string _reason = "";

    [Inject]
    private ItemEditCommands Items { get; set; } = default!;

    [Parameter, EditorRequired]
    public required Item Item { get; set; }

    protected override void OnInitialized() => _form = new ItemForm(Item);

    private void Release(string field, bool wanted)
    {
        if (wanted)
            _release.Add(field);
        else
            _release.Remove(field);
    }

    private async Task SaveAsync()
    {
        var edit = new ItemEdit(_form.Changes(), [.. _release], QueryText.Clean(_reason));
        if (edit.Fields.Count == 0 && edit.Release.Count == 0)
            Refusal = "Nothing is changed yet.";
        else
            await DecideAsync(actor => Items.EditAsync(actor, Item.Id, edit, CancellationToken.None));
    }
}
