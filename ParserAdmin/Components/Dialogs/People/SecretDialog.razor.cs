using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Shared.Scripts;

namespace ParserAdmin.Components.Dialogs.People;

/// <summary>Shows what can be shown once: a link, a key, recovery codes.</summary>
public sealed partial class SecretDialog
{
    private string _copied = "";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>What it is for, and that it is not shown again.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Secret { get; set; }

    private int Lines => Math.Clamp(Secret.Count(character => character == '\n') + 1, 1, 10);

    public static Task ShowAsync(IDialogService dialogs, string title, string text, string label, string secret) =>
        dialogs.AskAsync<SecretDialog>(title, MaxWidth.Small, (nameof(Text), text), (nameof(Label), label), (nameof(Secret), secret));

    private async Task CopyAsync()
    {
        var copied = await Clipboard.CopyAsync(Js, Secret);
        _copied = copied ? "Copied." : "The browser did not allow it. Select the text and copy it yourself.";
    }
}
