using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo;

/// <summary>
/// Once the server listens: opens loopback for the demo site, and declares the demo source on the first start. When the program listens
/// elsewhere than last time, the source's link follows, unless a person has edited the definition.
/// </summary>
public sealed class DemoInstaller(
    IServer server,
    PathBase pathBase,
    OwnSite ownSite,
    DemoOffers offers,
    SourceQueries sources,
    SourceCommands commands,
    AuditQueries audit,
    IHostApplicationLifetime lifetime,
    ILogger<DemoInstaller> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        ownSite.Listen(addresses, pathBase.Path.Value ?? "");
        if (DemoAddress.Of(addresses) is not { } address)
        {
            logger.LogWarning("The demo source is not installed: the program listens on no plain http address");
            return;
        }

        address = new Uri(address, pathBase.Path.Value);
        offers.Open(address);
        foreach (var id in DemoDefinition.All)
        {
            var wanted = DemoDefinition.Yaml(id, address);
            if (!await NeedsAsync(id, wanted, stoppingToken))
                continue;
            var result = await commands.SaveAsync(Actor.System, wanted, id, stoppingToken);
            if (!result.Succeeded)
                logger.LogError("The source {Id} could not be installed: {Problem}", id, result.Message);
        }
    }

    private async Task<bool> NeedsAsync(string id, string wanted, CancellationToken cancellationToken)
    {
        if (await sources.FindAsync(id, cancellationToken) is { } installed)
            return installed.Definition != wanted && IsOurs(id, installed.Definition);

        // The others are offered on the page Sources: one source is enough to begin with.
        if (id != DemoDefinition.SourceId)
            return false;

        // It was there and is gone: someone deleted it, and it stays so.
        var history = await audit.RecentAsync(
            new AuditFilter(EntityType: "sources", EntityId: DemoDefinition.SourceId),
            null,
            1,
            cancellationToken
        );
        return history.Count == 0;
    }

    private static bool IsOurs(string id, string definition) =>
        SourceDefinitionReader.Read(definition).Definition is { Links: [var link, ..] }
        && definition == DemoDefinition.Yaml(id, new Uri(link, ".."));
}
