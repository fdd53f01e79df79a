using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.People.SavedViews;

namespace ParserAdmin.Components.Dialogs.Views;

/// <summary>Keeps what a list shows under a name.</summary>
public sealed partial class SaveViewDialog
{
    private string _name = "";

    [Inject]
    private SavedViewCommands Views { get; set; } = default!;

    /// <summary>As in <see cref="SavedView.Page"/>.</summary>
    [Parameter, EditorRequired]
    public required string List { get; set; }

    [Parameter, EditorRequired]
    public required string Query { get; set; }

    /// <summary>The names of the person's views of this list.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> Taken { get; set; }

    private bool IsTaken => Taken.Contains(_name.Trim(), StringComparer.OrdinalIgnoreCase);

    private Task SaveAsync() => DecideAsync(actor => Views.SaveAsync(actor, List, _name, Query, CancellationToken.None));
}
