using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using ParserAdmin.Theme;

namespace ParserAdmin.Components;

/// <summary>The document. What stands here outside the routes works without a circuit.</summary>
public sealed partial class App
{
    // Live pages would load twice if they were prerendered, and show the first result for a moment.
    private static readonly InteractiveServerRenderMode Live = new(prerender: false);

    private string _theme = "";

    [Inject]
    private ThemeSheet Theme { get; set; } = default!;

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    /// <summary>Pages that set cookies (signing in) are plain requests.</summary>
    private IComponentRenderMode? Mode => Http.AcceptsInteractiveRouting() ? Live : null;

    protected override async Task OnInitializedAsync() => _theme = await Theme.AddressAsync();
}
