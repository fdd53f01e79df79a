using ParserAdmin.Api;
using ParserAdmin.Auth;
using ParserAdmin.Commands;
using ParserAdmin.Components;
using ParserAdmin.Core;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Cluster.ShellStop;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Telemetry;
using ParserAdmin.Demo;

namespace ParserAdmin;

/// <summary>Portal, API and scheduler in one process.</summary>
internal static class Portal
{
    public const string DefaultUrl = "http://localhost:5080";

    internal static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(PortalFiles.Options(args));
        builder.Configuration.AddShippedSettings();

        // Otherwise only the environment "Development" would find the style sheets before a publish.
        builder.WebHost.UseStaticWebAssets();

        // Only files that the build knows are served; a file that appears later would be an address without a policy.
        builder.Configuration["DisableStaticAssetNotFoundRuntimeFallback"] = "true";
        if (builder.Configuration["urls"] is not { Length: > 0 } urls)
            builder.WebHost.UseUrls(DefaultUrl);
        else if (ListenAddresses.Problem(urls) is { } problem)
            throw new InvalidOperationException(problem);
        WebApplication? app = null;
        builder.Logging.AddQuietStart(builder.Configuration, () => app?.Lifetime.ApplicationStarted.IsCancellationRequested == true);
        var role = ExecutionServices.RoleOf(builder.Configuration);
        builder.Services.AddParserCore(builder.Configuration);
        builder.Services.AddTelemetry();
        builder.Services.AddSchedulerHost(builder.Configuration);
        builder.Services.AddHostedService<StopSocket>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DatabaseWatch>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<KnownRights>());
        builder.Services.AddProxyHeaders(builder.Configuration);
        var pathBase = PathBase.From(builder.Configuration);
        builder.Services.AddSingleton(pathBase);
        builder.Services.AddPortalAuth(builder.Configuration);
        builder.Services.AddProblemDetails();
        builder.Services.AddApi(builder.Configuration);
        builder.Services.AddPortal();
        var demo = role != NodeRole.Worker && builder.Configuration.GetValue("ParserAdmin:Demo", true);
        if (demo)
            builder.Services.AddDemo().AddHostedService<DemoInstaller>();

        app = builder.Build();
        UnreadRequests.Answer(app);
        foreach (var warning in KnownSettings.Warnings(app.Configuration))
            app.Logger.LogWarning("{Warning}", warning);
        app.UseForwardedHeaders();
        app.Use(pathBase.TakeOffAsync);
        app.UsePageFaults();
        app.UseStatusProblems();

        // Not earlier: the path has to be taken off, and what answers "there is no such page" looks for that page anew.
        app.UseRouting();
        app.UsePortalAuth();
        if (role == NodeRole.Worker)
        {
            app.MapWorker();
            return app;
        }

        app.MapStaticAssets(PortalFiles.AssetManifest).AllowAnonymous();
        app.MapPortalAuth();
        app.MapApi();
        if (demo)
            app.MapDemo();
        app.MapPortal();
        pathBase.DemandOther(app);
        return app;
    }
}
