using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Pictures;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>One item: all its fields, and what changed in them, newest first.</summary>
public sealed partial class ItemPage
{
    private Item? _item;
    private IReadOnlyList<ItemRevision> _revisions = [];
    private ItemTimeline? _timeline;

    [Inject]
    private ItemQueries Items { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Parameter]
    public string Id { get; set; } = "";

    protected override object LoadKey => Id;

    /// <summary>Whether there may be more changes than were read.</summary>
    private bool IsCut => _revisions.Count >= ItemQueries.MostRevisions;

    // Which source it is becomes known with the item; until then every save may be of it.
    protected override bool Wants(IEvent raised) =>
        raised switch
        {
            ItemsDeleted or ItemEdited => true,
            ItemsSaved saved => _item is not { } item || item.SourceId == saved.SourceId,
            PictureFetched picture => _item is { } item && ItemPictures.NameOf(item) == picture.Name,
            _ => false,
        };

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var known = Guid.TryParse(Id, out var id);
        _revisions = known ? await Items.RevisionsAsync(id, cancellationToken) : [];
        _item = known ? await Items.FindAsync(id, cancellationToken) : null;
        _timeline = _item is { } item ? ItemTimeline.Of(item, _revisions, !IsCut, Clock.UtcMilliseconds()) : null;
    }

    private Task EditAsync(Item item) =>
        Dialogs.AskAsync<EditItemDialog>("Edit the item", MaxWidth.Medium, (nameof(EditItemDialog.Item), item));

    private static string Names(IReadOnlyList<string> fields) => string.Join(", ", fields.Select(ItemForm.Label));

    // A picture needs no more than to be drawn.
    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) =>
        batch.All(raised => raised is PictureFetched) ? Task.CompletedTask : LoadAsync(cancellationToken);
}
