using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using ParserAdmin.Auth;
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

    [CascadingParameter]
    private Task<AuthenticationState>? SignedIn { get; set; }

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
        if (await ScriptModule.ImportAsync(Js, "./js/keys.js") is { } script)
        {
            var pages = PortalPages.For(await SignedIn.RoleAsync());
            await script.InvokeVoidAsync("connect", _self, pages.ToDictionary(page => page.Key, page => page.Href));
        }
    }
}
