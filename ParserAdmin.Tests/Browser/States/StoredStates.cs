using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Progress;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Browser.States;

/// <summary>Puts what pages may have to show into a program's database, where it would take long to happen.</summary>
internal static class StoredStates
{
    public const string ViewerEmail = "vera@example.org";

    /// <summary>A source of its own, which the demo's runs leave alone.</summary>
    public const string Source = "shelf";

    public static async Task AddPeopleAsync(this PortalHost host)
    {
        await host.AddAdminAsync();
        await host
            .Services.GetRequiredService<PeopleCommands>()
            .AddAsync(Actor.System, ViewerEmail, Role.Viewer, PortalProcess.AdminPassword, CancellationToken.None);
    }

    public static Task AddShelfAsync(this PortalHost host) =>
        host.Services.GetRequiredService<SourceCommands>().SaveAsync(Actor.System, TestSources.Yaml(Source), null, CancellationToken.None);

    public static async Task StoreAsync(this PortalHost host, params object[] rows)
    {
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();
        context.AddRange(rows);
        await context.SaveChangesAsync();
    }

    public static async Task SqlAsync(this PortalHost host, params IEnumerable<string> statements)
    {
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();
        foreach (var statement in statements)
            await context.Database.ExecuteSqlRawAsync(statement);
    }

    /// <summary>A job that failed, the retry that waits after it, and one that was lost; with a log and a dead letter.</summary>
    public static async Task<(Guid Failed, Guid Waiting, Guid Lost)> AddJobsAsync(this PortalHost host)
    {
        var now = TimeProvider.System.UtcMilliseconds();
        var (failed, lost) = (Asked(now), Asked(now));
        failed.Start("gone", Guid.NewGuid(), 0, now);
        failed.Fail(ErrorClass.Network, "The connection was closed.", new JobCounts(), now);
        lost.Start("gone", Guid.NewGuid(), 0, now);
        lost.MarkLost("Its node stopped while the job ran", now);
        var waiting = ParserJob.Follow(failed, new NextAttempt(2, "Waits for the network", now.AddHours(1)), 0, now);
        await host.StoreAsync(failed, lost, waiting, FailedAttempt.Of(failed, null, "https://shop.example/list", now));
        var log = host.Services.GetRequiredService<JobLogWriter>();
        await log.WriteAsync(failed.Id, Source, JobLogLevel.Error, "The connection was closed.", "https://shop.example/list");
        await log.FlushAsync(CancellationToken.None);
        return (failed.Id, waiting.Id, lost.Id);
    }

    /// <summary>With a price that changed.</summary>
    public static async Task<string> AddItemAsync(this PortalHost host)
    {
        var contexts = host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>();
        foreach (var price in (decimal[])[12.5m, 9m])
        {
            await using var run = await OpenRun.BeginAsync(contexts, Source);
            var draft = StoredItems.Draft("solaris", "Solaris") with { Price = price, Creators = ["Lem"], Genres = ["Novel"] };
            await host
                .Services.GetRequiredService<ItemStore>()
                .SaveAsync(run, [new IdentifiedItem("solaris", draft)], CancellationToken.None);
        }

        return (await host.Admin.GetAsync($"/items?sourceId={Source}")).Expect(200).GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    public static Task AddQuarantineAsync(this PortalHost host)
    {
        var path = PathState.Create(Source, "catalog");
        path.Quarantine("Its first page has 2 rows; it had 20 in the last runs.", TimeProvider.System.UtcMilliseconds());
        return host.StoreAsync(path);
    }

    public static Task AddCoolingHostAsync(this PortalHost host) =>
        host.StoreAsync(
            new HostRecord
            {
                Host = "https://shop.example",
                DelayMs = 30_000,
                DelayReason = "robots.txt, Crawl-delay",
                CoolingUntil = TimeProvider.System.UtcMilliseconds().AddHours(1),
                CoolingMs = 3_600_000,
                CoolingReason = "429, Retry-After: 3600",
                NextAllowedAt = TimeProvider.System.UtcMilliseconds().AddHours(1),
                LeaseMs = 3_600_000,
                Requests = 12,
                UpdatedAt = TimeProvider.System.UtcMilliseconds(),
            }
        );

    /// <summary>A node that was alive a moment ago, and answers nothing.</summary>
    public static Task AddSilentNodeAsync(this PortalHost host) =>
        host.StoreAsync(
            new Node
            {
                Name = "silent",
                Instance = Guid.NewGuid(),
                StartedAt = TimeProvider.System.UtcMilliseconds(),
                HeartbeatAt = TimeProvider.System.UtcMilliseconds(),
            }
        );

    private static ParserJob Asked(DateTime now) =>
        ParserJob.Request(CatalogSync.Definition.Name, Source, JobTrigger.Person, PortalProcess.AdminEmail, JobParameters.None, 0, now);
}
