using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Dialogs.Views;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.People.SavedViews;

namespace ParserAdmin.Components.Shared.Views;

/// <summary>The views of a list that the person saved: to open, to save what is shown, to rename and delete.</summary>
public sealed partial class SavedViewMenu
{
    private const int LongestLabel = 30;
    private IReadOnlyList<SavedView> _views = [];

    [Inject]
    private SavedViewCommands Views { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    /// <summary>Of the list as it is filtered and sorted now: its first page, with nothing open.</summary>
    [Parameter, EditorRequired]
    public required string Address { get; set; }

    protected override object LoadKey => List;

    /// <summary>Without the slash, so that it holds against the document's base, wherever the portal lies.</summary>
    private string Path => Address.Split('?')[0].TrimStart('/');

    private string List => Path[(Path.LastIndexOf('/') + 1)..];

    private string Query => Address.Split('?', 2) is [_, var query] ? query : "";

    private SavedView? Shown => _views.FirstOrDefault(view => view.Query == Query);

    protected override bool Wants(IEvent raised) =>
        raised is SavedViewsChanged changed && changed.UserId == Person?.Id && changed.Page == List;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _views = Person is { } person ? await Views.ListAsync(person, List, cancellationToken) : [];

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    // The menu closes when its click is done, and a dialog lasts longer; what comes of it is told by the bus.
    private void Save() =>
        _ = Dialogs.AskAsync<SaveViewDialog>(
            "Save this view",
            MaxWidth.ExtraSmall,
            (nameof(SaveViewDialog.List), List),
            (nameof(SaveViewDialog.Query), Query),
            (nameof(SaveViewDialog.Taken), _views.Select(view => view.Name).ToList())
        );

    private void Edit() =>
        _ = Dialogs.AskAsync<EditViewsDialog>("Your views of this list", MaxWidth.Small, (nameof(EditViewsDialog.List), List));
}
