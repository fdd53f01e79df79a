using MudBlazor.Services;
using ParserAdmin.Auth;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Layout.Palette;
using ParserAdmin.Components.Layout.Safety;
using ParserAdmin.Components.Pages.Audit;
using ParserAdmin.Components.Pages.Audit.Words;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Components.Pages.Jobs.Log;
using ParserAdmin.Components.Pages.Logs;
using ParserAdmin.Components.Pages.Sources;
using ParserAdmin.Components.Pages.SystemInfo;
using ParserAdmin.Components.Shared;
using ParserAdmin.Theme;

namespace ParserAdmin.Components;

/// <summary>Brings the portal's pages into a host.</summary>
internal static class PortalSetup
{
    /// <summary>The schema of definitions, by which their editor completes; an embedded resource of that name.</summary>
    private const string DefinitionSchema = "source-definition.schema.json";

    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        // A definition may be 256 KiB, and comes in one message when its field is left; the default of 32 KiB would end the circuit.
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(options => options.MaximumReceiveMessageSize = 1024 * 1024);
        services.AddMudServices();
        services.AddSingleton<ThemeSheet>();
        services.AddScoped<CommandRunner>();
        services.AddScoped<UndoOffers>();
        services.AddSingleton<SafetyReader>();
        services.AddSingleton<DashboardReader>();
        services.AddSingleton<SourceOverviewReader>();
        services.AddSingleton<SystemReader>();
        services.AddTransient<AuditNames>();
        services.AddTransient<PaletteSearch>();
        return services;
    }

    public static WebApplication MapPortal(this WebApplication app)
    {
        // Browsers ask for it on pages that name no icon of their own, such as a downloaded file's.
        app.MapGet("/favicon.ico", () => TypedResults.Redirect("~/favicon.svg", permanent: true))
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet("/theme.css", (ThemeSheet theme, HttpContext context) => theme.AnswerAsync(context))
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet(
                DefinitionSchema,
                () => TypedResults.Stream(typeof(App).Assembly.GetManifestResourceStream(DefinitionSchema)!, "application/schema+json")
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapJobLogDownload();
        app.MapLogDownload();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAuthorization(Policies.Viewer);
        app.MapAuditExport().RequireAuthorization(Policies.Viewer);
        return app;
    }
}
