using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ParserAdmin.Auth;
using ParserAdmin.Components;
using ParserAdmin.Core;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Scheduling;
using ParserAdmin.Demo;

namespace ParserAdmin;

/// <summary>Portal, API and scheduler in one process.</summary>
internal static class Portal
{
    public const string DefaultUrl = "http://localhost:5080";

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var app = Build(args);
        await app.RunAsync(cancellationToken);
        return 0;
    }

    internal static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.Services.AddParserCore(builder.Configuration);
        builder.Services.AddSchedulerHost(builder.Configuration);
        builder.Services.AddDemo();
        builder.Services.AddPortal();
        builder.Services.AddScoped<ICurrentActor, DevelopmentActor>();
        // Without this only the Development environment finds the components' files beside the build.
        builder.WebHost.UseStaticWebAssets();
        var app = builder.Build();
        app.MapDemo();
        app.MapPortal();
        app.Lifetime.ApplicationStarted.Register(() =>
            app.Services.GetRequiredService<OwnSite>().Listen(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses));
        return app;
    }
}
