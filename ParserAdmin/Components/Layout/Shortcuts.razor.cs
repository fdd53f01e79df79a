using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Layout.Palette;
using ParserAdmin.Components.Shared.Scripts;

namespace ParserAdmin.Components.Layout;

/// <summary>What the keys of the whole portal do; the script hears them, and never while somebody types.</summary>
public sealed partial class Shortcuts : IDisposable
{
    private DotNetObjectReference<Shortcuts>? _self;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    /// <summary>The palette: pages, sources, jobs and acts.</summary>
    [JSInvokable]
    public Task FindAsync() => Dialogs.AskAsync<PaletteDialog>("Find or do", MaxWidth.Small);

    /// <summary>The list of the keys.</summary>
    [JSInvokable]
    public Task ExplainAsync() => Dialogs.AskAsync<KeysDialog>("Keys", MaxWidth.Small);

    public void Dispose() => _self?.Dispose();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        if (await ScriptModule.ImportAsync(Js, "/js/keys.js") is { } script)
            await script.InvokeVoidAsync("connect", _self, PortalPages.All.ToDictionary(page => page.Key, page => page.Href));
    }
}
