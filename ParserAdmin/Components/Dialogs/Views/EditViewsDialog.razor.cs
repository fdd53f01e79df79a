using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.People.SavedViews;

namespace ParserAdmin.Components.Dialogs.Views;

/// <summary>Renames and deletes the views that a person saved of a list; what was deleted comes back as long as this is open.</summary>
public sealed partial class EditViewsDialog
{
    private readonly Dictionary<Guid, string> _names = [];
    private readonly List<SavedView> _deleted = [];
    private IReadOnlyList<SavedView> _views = [];

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private SavedViewCommands Views { get; set; } = default!;

    /// <summary>As in <see cref="SavedView.Page"/>.</summary>
    [Parameter, EditorRequired]
    public required string List { get; set; }

    protected override bool Wants(IEvent raised) =>
        raised is SavedViewsChanged changed && changed.UserId == Person?.Id && changed.Page == List;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _views = Person is { } person ? await Views.ListAsync(person, List, cancellationToken) : [];

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    private string NameOf(SavedView view) => _names.GetValueOrDefault(view.Id, view.Name);

    private async Task RenameAsync(SavedView view)
    {
        if (await RunAsync((actor, token) => Views.RenameAsync(actor, view.Id, NameOf(view), token)) is { Succeeded: true })
            _names.Remove(view.Id);
        await ReloadAsync();
    }

    private async Task DeleteAsync(SavedView view)
    {
        if (await RunAsync((actor, token) => Views.DeleteAsync(actor, view.Id, token)) is { Succeeded: true })
            _deleted.Add(view);
        await ReloadAsync();
    }

    private async Task RestoreAsync(SavedView view)
    {
        if (await RunAsync((actor, token) => Views.SaveAsync(actor, List, view.Name, view.Query, token)) is { Succeeded: true })
            _deleted.Remove(view);
        await ReloadAsync();
    }
}
