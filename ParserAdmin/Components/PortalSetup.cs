using ParserAdmin.Auth;
using ParserAdmin.Components.Layout.Safety;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Components.Pages.Jobs;
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
        // A definition may be 256 KiB, and comes in one message when its field is left; the default of 32 KiB would end the circuit.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(options => options.MaximumReceiveMessageSize = 1024 * 1024);
        services.AddRadzenComponents();
        services.AddScoped<CommandRunner>();
        services.AddSingleton<SafetyReader>();
        services.AddSingleton<DashboardReader>();
        services.AddSingleton<SourceOverviewReader>();
        return services;
    }

    public static WebApplication MapPortal(this WebApplication app)
    {
        // Browsers ask for it on pages that name no icon of their own, such as a downloaded file's.
        app.MapGet("/favicon.ico", () => TypedResults.Redirect("/favicon.svg", permanent: true)).AllowAnonymous().ExcludeFromDescription();
        app.MapJobLogDownload();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAuthorization(Policies.Viewer);
        app.MapAuditExport().RequireAuthorization(Policies.Viewer);
        return app;
    }
}
