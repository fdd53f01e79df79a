using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Finding;
using Radzen;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>One item: all its fields, and what changed in them, newest first.</summary>
public sealed partial class ItemPage
{
    private Item? _item;
    private IReadOnlyList<ItemRevision> _revisions = [];

    [Inject]
    private ItemQueries Items { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter]
    public string Id { get; set; } = "";

    protected override object LoadKey => Id;

    // Which source it is becomes known with the item; until then every save may be of it.
    protected override bool Wants(IEvent raised) => raised is ItemsDeleted or ItemEdited || raised is ItemsSaved saved && (_item is not { } item || item.SourceId == saved.SourceId);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var known = Guid.TryParse(Id, out var id);
        _revisions = known ? await Items.RevisionsAsync(id, cancellationToken) : [];
        _item = known ? await Items.FindAsync(id, cancellationToken) : null;
    }

    private Task EditAsync(Item item) => Dialogs.OpenAsync<EditItemDialog>(
        "Edit the item", new Dictionary<string, object?> { [nameof(EditItemDialog.Item)] = item }, new DialogOptions { Width = "min(40rem, 96vw)", AutoFocusFirstElement = true });

    private static string Names(IReadOnlyList<string> fields) => string.Join(", ", fields.Select(ItemForm.Label));

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);
}
