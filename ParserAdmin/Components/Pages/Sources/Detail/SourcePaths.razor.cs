using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Core.Sources.Watermarks;
using Radzen;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>How far each path of a source is read, and which of them show another layout than they should.</summary>
public sealed partial class SourcePaths
{
    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required IReadOnlyList<PathState> Paths { get; set; }

    [Parameter, EditorRequired]
    public required DateTime Now { get; set; }

    [Parameter]
    public bool CanAccept { get; set; }

    private string AcceptTitle => CanAccept ? "Takes what the pages show now for their new normal" : "Needs the role operator. Ask an admin.";

    private Task AcceptAsync(PathState path) => Dialogs.OpenAsync<AcceptLayoutDialog>(
        $"Accept the new layout of {path.Path}",
        new Dictionary<string, object?> { [nameof(AcceptLayoutDialog.State)] = path },
        new DialogOptions { Width = "32rem", AutoFocusFirstElement = true });
}
