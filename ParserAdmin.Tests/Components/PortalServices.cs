using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Layout.Safety;
using ParserAdmin.Components.Pages.Home;

namespace ParserAdmin.Tests.Components;

/// <summary>What the frame, the dashboard and the job pages need beside the core.</summary>
internal static class PortalServices
{
    public static async Task<PageHost> CreateAsync(ParserAdmin.Core.Audit.Actor? actor = null)
    {
        var host = await PageHost.CreateAsync(actor);
        host.Page.Services.AddSingleton<SafetyReader>();
        host.Page.Services.AddSingleton<DashboardReader>();
        return host;
    }
}
