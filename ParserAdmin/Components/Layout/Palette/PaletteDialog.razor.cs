using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;
using ParserAdmin.Components.Shared.Scripts;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Components.Layout.Palette;

/// <summary>One field for all: type, choose with the arrows, Enter. What would be refused can be seen and not chosen.</summary>
public sealed partial class PaletteDialog : IDisposable
{
    private const string FieldId = "palette-find";
    private const string ListId = "palette-list";
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<PaletteEntry> _found = [];
    private ScriptModule? _script;
    private string _text = "";
    private int _at;
    private int _shown;
    private bool _ready;
    private string? _problem;
    private Task _finding = Task.CompletedTask;
    private Task? _begun;
    private CancellationToken _open;
    private int _asked;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private PaletteSearch Search { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _open = _closing.Token;
        await FindAsync(_text);
        _ready = true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // Here and not by AutoFocus, for the script does what else a beginning needs; the dialog takes no focus for itself.
            _script = await ScriptModule.ImportAsync(Js, "./js/keys.js", _open);
            if (_script is not null)
                await _script.InvokeVoidAsync("begin", FieldId);
        }

        if (_shown == _at || _script is null)
            return;
        _shown = _at;
        await _script.InvokeVoidAsync("reveal", Id(_at));
    }

    private Task FindAsync(string? text) => _finding = SearchAsync(text);

    private async Task SearchAsync(string? text)
    {
        (_text, var asked) = (text ?? "", ++_asked);
        try
        {
            // Once; after an outage, with the next letter.
            if (_begun is null or { IsFaulted: true } or { IsCanceled: true })
                _begun = Search.BeginAsync(_open);
            await _begun;
            var found = await Search.FindAsync(_text, _open);

            // Whoever types on is not shown what they asked before.
            if (asked == _asked)
                (_found, _at, _problem) = (found, 0, null);
        }
        catch (OperationCanceledException) when (_open.IsCancellationRequested)
        {
            // It was closed while it searched.
        }
        catch (Exception unread) when (StorageFaults.IsOutage(unread))
        {
            if (asked == _asked)
                (_found, _at, _problem) = ([], 0, "The database does not answer. Try again in a moment; STOP works all the same.");
        }
    }

    private async Task OnKeyAsync(KeyboardEventArgs pressed)
    {
        if (pressed.Key is "ArrowDown" or "ArrowUp" && _found.Count > 0)
        {
            _at = (_at + (pressed.Key == "ArrowDown" ? 1 : _found.Count - 1)) % _found.Count;
        }
        else if (pressed.Key == "Enter")
        {
            // What is chosen is what was typed last, however fast.
            await _finding;
            if (_found.ElementAtOrDefault(_at) is { } entry)
                await ChooseAsync(entry);
        }
    }

    private async Task ChooseAsync(PaletteEntry entry)
    {
        if (entry.Refusal is not null)
            return;
        Dialog.Close(DialogResult.Ok(true));
        if (entry.Href is { } address)
            Navigation.NavigateTo(address);
        else if (entry.Do is { } act)
            await act();
    }

    private static string Id(int index) => $"palette-{index}";
}
