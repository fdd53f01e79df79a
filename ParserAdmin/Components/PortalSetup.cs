using ParserAdmin.Auth;
using ParserAdmin.Components.Framework;
using ParserAdmin.Components.Layout.Safety;
using ParserAdmin.Components.Pages.Audit;
using ParserAdmin.Components.Pages.Sources;
using ParserAdmin.Components.Shared;
using Radzen;

namespace ParserAdmin.Components;

/// <summary>Brings the portal's pages into a host.</summary>
internal static class PortalSetup
{
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddScoped<CommandRunner>();
        services.AddSingleton<SafetyReader>();
        services.AddSingleton<ArmingReader>();
        services.AddSingleton<SourceOverviewReader>();
        return services;
    }

    public static WebApplication MapPortal(this WebApplication app)
    {
        app.MapBlazorScript().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAuthorization(Policies.Viewer);
        app.MapAuditExport().RequireAuthorization(Policies.Viewer);
        return app;
    }
}
