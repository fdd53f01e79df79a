using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>How far each path of a source is read, and which of them show another layout than they should.</summary>
public sealed partial class SourcePaths
{
    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required IReadOnlyList<PathState> Paths { get; set; }

    [Parameter, EditorRequired]
    public required DateTime Now { get; set; }

    [Parameter]
    public bool CanAccept { get; set; }

    private string AcceptTitle =>
        CanAccept ? "Takes what the pages show now for their new normal" : "Needs the role operator. Ask an admin.";

    private Task AcceptAsync(PathState path) =>
        Dialogs.AskAsync<AcceptLayoutDialog>(
            $"Accept the new layout of {path.Path}",
            MaxWidth.Small,
            (nameof(AcceptLayoutDialog.State), path)
        );
}
