using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using ParserAdmin.Auth;

namespace ParserAdmin.Components.Layout.Palette;

/// <summary>The keys of the portal, and what each does.</summary>
public sealed partial class KeysDialog
{
    private static readonly (string[] Keys, string What)[] Everywhere =
    [
        (["Shift", "Esc"], "STOP: everything, at once"),
        (["Ctrl", "K"], "Find a page, source or job, or do something"),
        (["?"], "This list"),
        (["/"], "Search the list on this page"),
        (["j"], "Next job, while one is open beside the list"),
        (["k"], "The job before"),
        (["Esc"], "Close what is open"),
    ];

    private (string[] Keys, string What)[] _keys = Everywhere;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState>? SignedIn { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var pages = PortalPages.For(await SignedIn.RoleAsync());
        _keys = [.. Everywhere, .. pages.Select(page => (new[] { "g", page.Key }, page.Name))];
    }
}
