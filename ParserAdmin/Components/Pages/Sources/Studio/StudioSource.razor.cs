using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ParserAdmin.Components.Shared.Scripts;
using ParserAdmin.Core.Extraction;

namespace ParserAdmin.Components.Pages.Sources.Studio;

/// <summary>A page's source as text, never as markup, with one row marked.</summary>
public sealed partial class StudioSource : IAsyncDisposable
{
    /// <summary>More would only make the browser slow.</summary>
    private const int LongestPart = 60_000;
    private const string File = "./Components/Pages/Sources/Studio/StudioSource.razor.js";

    private readonly CancellationTokenSource _closing = new();
    private ElementReference _box;
    private ScriptModule? _module;
    private string _before = "";
    private string _row = "";
    private string _after = "";
    private bool _cut;
    private bool _moved;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Of the marked row; null where it cannot be told.</summary>
    [Parameter, EditorRequired]
    public TextPlace? Place { get; set; }

    /// <summary>From 1.</summary>
    [Parameter, EditorRequired]
    public int Row { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _closing.Dispose();
        if (_module is not null)
            await _module.DisposeAsync();
    }

    protected override void OnParametersSet()
    {
        var place = Place is { } told && told.End <= Text.Length ? told : default;
        var length = Math.Min(place.Length, LongestPart / 2);
        var start = Math.Max(0, place.Start - (LongestPart / 4));
        var end = Math.Min(Text.Length, start + LongestPart);
        _cut = start > 0 || end < Text.Length;
        var row = Text.Substring(place.Start, length);
        _moved |= row != _row || start != place.Start - _before.Length;
        (_before, _row, _after) = (Text[start..place.Start], row, Text[Math.Min(end, place.Start + length)..end]);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_moved)
            return;
        _moved = false;
        _module ??= await ScriptModule.ImportAsync(Js, File, _closing.Token);
        if (_module is not null)
            await _module.InvokeVoidAsync("reveal", _box);
    }
}
