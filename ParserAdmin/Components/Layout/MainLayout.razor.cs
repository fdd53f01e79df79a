using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using ParserAdmin.Components.Layout.Safety;
using ParserAdmin.Components.Shared.Scripts;

namespace ParserAdmin.Components.Layout;

/// <summary>The frame of every page: safety bar, navigation, content; it knows the browser's time zone for all below.</summary>
public sealed partial class MainLayout : IDisposable
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private ErrorBoundary? _boundary;
    private ErrorBoundary? _dialogs;
    private bool _menuOpen = true;
    private TabState? _tab;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _zone = await BrowserZone.ReadAsync(Js);
        StateHasChanged();
    }

    // A page that failed must not keep its words on the page that is opened next.
    private void OnLocationChanged(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs moved) => Recover();

    private void Recover()
    {
        _boundary?.Recover();
        _dialogs?.Recover();
    }

    private void ToggleMenu() => _menuOpen = !_menuOpen;

    private void ShowInTab(TabState? state) => _tab = state;

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;
}
