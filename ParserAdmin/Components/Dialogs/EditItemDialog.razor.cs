using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Editing;
using Radzen;

namespace ParserAdmin.Components.Dialogs;

/// <summary>An item's fields to correct; what is refused is said here, and the words are kept.</summary>
public sealed partial class EditItemDialog
{
    private readonly SortedSet<string> _release = new(StringComparer.Ordinal);
    private ItemForm _form = default!;
    private string _reason = "";
    private string? _refusal;
    private bool _busy;

    [Inject]
    private ItemEditCommands Items { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

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
        if (_busy)
            return;
        _busy = true;
        try
        {
            var edit = new ItemEdit(_form.Changes(), [.. _release], _reason.Trim() is { Length: > 0 } reason ? reason : null);
            if (edit.Fields.Count == 0 && edit.Release.Count == 0)
            {
                _refusal = "Nothing is changed yet.";
                return;
            }

            var result = await Items.EditAsync(await CurrentActor.GetAsync(CancellationToken.None), Item.Id, edit, CancellationToken.None);
            _refusal = result.Message;
            if (result.Succeeded)
                Dialogs.Close(true);
        }
        finally
        {
            _busy = false;
        }
    }
}
