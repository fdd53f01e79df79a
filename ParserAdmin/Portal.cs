using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using ParserAdmin.Auth;
using ParserAdmin.Components;
using ParserAdmin.Core;
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

        // The settings that the program ships with hold wherever it is started from; those of the current folder are read after them.
        builder.Configuration.Sources.Insert(0, new JsonConfigurationSource
        {
            FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
            Path = "appsettings.json",
            Optional = true,
        });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.Services.AddParserCore(builder.Configuration);
        builder.Services.AddSchedulerHost(builder.Configuration);
        builder.Services.AddPortal();
        builder.Services.AddScoped<ICurrentActor, DevelopmentActor>();
        // Without this only the Development environment finds the components' files beside the build.
        builder.WebHost.UseStaticWebAssets();
        var demo = builder.Configuration.GetValue("ParserAdmin:Demo", true);
        if (demo)
            builder.Services.AddDemo().AddHostedService<DemoInstaller>();
        var app = builder.Build();
        if (demo)
            app.MapDemo();
        app.MapPortal();
        return app;
    }
}
