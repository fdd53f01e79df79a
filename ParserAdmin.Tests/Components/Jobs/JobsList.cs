using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Tests.Components.Jobs;

/// <summary>The list of jobs as a test opens it.</summary>
internal static class JobsList
{
    public const string Rows = ".jobs-table tbody tr";

    /// <summary>With the place of menus and choices, which the filters need.</summary>
    public static async Task<PageHost> CreateAsync(Actor? actor = null)
    {
        var host = await PortalServices.CreateAsync(actor);
        host.Page.Render<MudBlazor.MudPopoverProvider>();
        return host;
    }

    public static IRenderedComponent<JobsPage> Render(PageHost host, string? address = null)
    {
        if (address is not null)
            host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return host.Page.Render<JobsPage>();
    }

    public static string Uri(PageHost host) => host.Page.Services.GetRequiredService<NavigationManager>().Uri;
}
