using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser.Hostile;

/// <summary>A program whose every text from outside is hostile: what sites say, and what people with a role type.</summary>
internal sealed record HostileRecords(string Item, Guid Job)
{
    public const string Source = "hostile";

    private static readonly Actor Mallory = new(ActorType.User, "u-mallory", HostileText.Of("actor"), Role.Admin, "192.0.2.9");

    public static async Task<HostileRecords> StoreAsync(PortalHost host)
    {
        var services = host.Services;
        var yaml = TestSources.Yaml(Source, Quoted(HostileText.Of("source")));
        var saved = await services.GetRequiredService<SourceCommands>().SaveAsync(Mallory, yaml, null, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Message);
        var job = await FailAsync(services);
        var item = await SaveAsync(host);
        var key = await services
            .GetRequiredService<KeyCommands>()
            .AddAsync(Mallory, HostileText.Of("key"), Role.Admin, null, null, CancellationToken.None);
        Assert.True(key.Succeeded, key.Message);
        (await host.Admin.PostAsync("/scheduler/jobs/catalog-sync:hostile/pause", new { reason = HostileText.Of("schedule") })).Expect(200);
        (
            await host.Admin.PatchAsync(
                "/admin/parser/settings",
                new
                {
                    maxConcurrency = 5,
                    version = await VersionAsync(host),
                    reason = HostileText.Of("settings"),
                }
            )
        ).Expect(200);
        return new HostileRecords(item, job);
    }

    public static async Task<long> VersionAsync(PortalHost host) =>
        (await host.Admin.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();

    /// <summary>Twice, so that it has a history.</summary>
    private static async Task<string> SaveAsync(PortalHost host)
    {
        var store = host.Services.GetRequiredService<ItemStore>();
        foreach (var when in (string[])["before", "now"])
        {
            await using var run = await OpenRun.BeginAsync(host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>(), Source);
            var draft = Draft(when);
            await store.SaveAsync(run, [new IdentifiedItem(draft.ExternalId!, draft)], CancellationToken.None);
        }

        return (await host.Admin.GetAsync($"/items?sourceId={Source}")).Expect(200).GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    private static ItemDraft Draft(string when) =>
        new()
        {
            ExternalId = HostileText.Of("id"),
            Kind = "title",
            Title = HostileText.Of($"title-{when}"),
            Url = "javascript:alert(1)",
            Price = when == "now" ? 2 : 1,
            Currency = HostileText.Of("currency"),
            Status = HostileText.Of($"status-{when}"),
            Series = HostileText.Of("series"),
            Creators = [HostileText.Of("creator")],
            Genres = [HostileText.Of("genre")],
            ImageUrl = $"http://{HostileText.Host}/picture",
            Attributes = ItemDraft.NoAttributes.Add(HostileText.Of("attribute"), HostileText.Of("value")),
        };

    /// <summary>A job that failed for good, with its log and its dead letter.</summary>
    private static async Task<Guid> FailAsync(IServiceProvider services)
    {
        var now = TimeProvider.System.UtcMilliseconds();
        var job = ParserJob.Request(
            CatalogSync.Definition.Name,
            Source,
            JobTrigger.Person,
            HostileText.Of("asker"),
            JobParameters.None,
            0,
            now
        );
        job.Start("gone", Guid.NewGuid(), 0, now);
        job.Fail(ErrorClass.Parse, HostileText.Of("error"), new JobCounts(), now);
        await using (var context = await services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync())
        {
            context.Add(job);
            context.Add(FailedAttempt.Of(job, HostileText.Of("letter"), HostileText.Of("letter-url"), now));
            await context.SaveChangesAsync();
        }

        var log = services.GetRequiredService<JobLogWriter>();
        await log.WriteAsync(job.Id, Source, JobLogLevel.Error, HostileText.Of("line"), "javascript:alert(1)");
        await log.WriteAsync(job.Id, Source, JobLogLevel.Info, "read", $"https://{HostileText.Host}/{HostileText.Of("line-url")}");
        await log.FlushAsync(CancellationToken.None);
        return job.Id;
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
