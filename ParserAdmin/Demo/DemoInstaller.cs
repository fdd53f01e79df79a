using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Demo;

/// <summary>
/// Once the server listens: opens loopback for the demo site, and declares the demo source on the first start. When the program listens elsewhere
/// than last time, the source's link follows, unless a person has edited the definition.
/// </summary>
public sealed class DemoInstaller(
    IServer server,
    OwnSite ownSite,
    SourceQueries sources,
    SourceCommands commands,
    AuditQueries audit,
    IHostApplicationLifetime lifetime,
    ILogger<DemoInstaller> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        ownSite.Listen(addresses);
        if (DemoAddress.Of(addresses) is not { } address)
        {
            logger.LogWarning("The demo source is not installed: the program listens on no plain http address");
            return;
        }

        var wanted = DemoDefinition.Yaml(address);
        if (await NeedsAsync(wanted, stoppingToken))
        {
            var result = await commands.SaveAsync(Actor.System, wanted, DemoDefinition.SourceId, stoppingToken);
            if (!result.Succeeded)
                logger.LogError("The demo source could not be installed: {Problem}", result.Message);
        }
    }

    private async Task<bool> NeedsAsync(string wanted, CancellationToken cancellationToken)
    {
        if (await sources.FindAsync(DemoDefinition.SourceId, cancellationToken) is { } installed)
            return installed.Definition != wanted && IsOurs(installed.Definition);

        // It was there and is gone: someone deleted it, and it stays so.
        var history = await audit.RecentAsync(new AuditFilter(EntityType: "sources", EntityId: DemoDefinition.SourceId), null, 1, cancellationToken);
        return history.Count == 0;
    }

    private static bool IsOurs(string definition) =>
        SourceDefinitionReader.Read(definition).Definition is { Links: [var link, ..] }
        && definition == DemoDefinition.Yaml(new Uri(link, ".."));
}
