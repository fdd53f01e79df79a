using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data.Plans;

/// <summary>
/// Each list with each filter, in each order, is read along an index, on its first page and on the next: no table is gone through and
/// sorted for the fifty rows that a page shows. What is in a text no index knows: such searches have bounds of their own.
/// </summary>
public sealed class ListPlanTests
{
    private const int Page = 5;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly QueryPlans _plans = new();

    [Theory, EachDatabase]
    public async Task Jobs_EachFilter_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await OpenAsync(database);
        var before = (await host.AddJobAsync(JobStatus.Succeeded)).Id;
        var now = host.Clock.GetUtcNow().UtcDateTime;
        JobStatus[] runs = [JobStatus.Succeeded, JobStatus.Failed];
        JobFilter[] filters =
        [
            new(),
            new(runs),
            .. Enum.GetValues<JobStatus>().Select(status => new JobFilter([status])),
            new([JobStatus.Succeeded], WithErrors: true),
            new([JobStatus.Succeeded], SourceId: "shop", WithErrors: true),
            new(Task: "catalog-sync"),
            new(runs, "catalog-sync"),
            new(SourceId: "shop"),
            new(runs, SourceId: "shop"),
            new(Task: "catalog-sync", SourceId: "shop"),
            new(runs, "catalog-sync", "shop"),
            new(ScheduleId: "catalog-sync:shop"),
            new(runs, ScheduleId: "catalog-sync:shop"),
            new(Since: now.AddDays(-1)),
            new(runs, Since: now.AddDays(-1), Until: now.AddDays(1)),
            new(runs, "catalog-sync", "shop", now.AddDays(-1)),
            new(runs, Text: "shop"),
            new(runs, SourceId: "shop", Text: "nowhere"),
            new(runs, "catalog-sync", Text: "nowhere"),
            new(runs, ScheduleId: "catalog-sync:shop", Text: "nowhere"),
        ];

        foreach (var filter in filters)
        {
            await AssertIndexedAsync($"{filter}", () => host.Get<JobQueries>().RecentAsync(filter, null, Page, None));
            await AssertIndexedAsync($"{filter}, next", () => host.Get<JobQueries>().RecentAsync(filter, before, Page, None));
        }
    }

    /// <summary>They are few: their index says of what task and source each is, and no other has to be looked at.</summary>
    [Fact]
    public async Task Jobs_WithErrors_AreReadByTheirOwnIndex()
    {
        await using var host = await OpenAsync(TestDatabase.Sqlite);
        JobFilter[] filters =
        [
            new([JobStatus.Succeeded], WithErrors: true),
            new([JobStatus.Succeeded], "catalog-sync", "shop", ScheduleId: "catalog-sync:shop", WithErrors: true),
        ];

        foreach (var filter in filters)
        {
            var plans = await _plans.OfAsync(() => host.Get<JobQueries>().RecentAsync(filter, null, Page, None));
            Assert.True(Assert.Single(plans).Uses("INDEX ix_parser_jobs_with_errors"), plans[0].ToString());
        }
    }

    [Theory, EachDatabase]
    public async Task Logs_EachFilter_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await OpenAsync(database);
        var job = await host.AddJobAsync(JobStatus.Running);
        await host.AddLogLinesAsync(job, 50);
        JobLogFilter[] filters =
        [
            new(),
            new(SourceId: "shop"),
            new(Levels: [JobLogLevel.Error]),
            new(Levels: [JobLogLevel.Warning, JobLogLevel.Error]),
            new(SourceId: "shop", Levels: [JobLogLevel.Warning, JobLogLevel.Error]),
            new(job.Id),
            new(job.Id, Levels: [JobLogLevel.Warning, JobLogLevel.Error]),
        ];
        var (jobs, log) = (host.Get<JobQueries>(), host.Get<JobLogQueries>());

        foreach (var filter in filters)
        {
            await AssertIndexedAsync($"search {filter}", () => log.SearchAsync(filter, 40, 1, Page, None));
            await AssertIndexedAsync($"tail {filter}", () => jobs.LogTailAsync(filter, Page, None));
            await AssertIndexedAsync($"forward {filter}", () => jobs.LogAsync(filter, 10, Page, None));
        }

        await AssertIndexedAsync("a text", () => log.SearchAsync(new JobLogFilter(Text: "nowhere"), 40, 1, Page, None));
        await AssertIndexedAsync("since", () => log.FirstSinceAsync(host.Clock.GetUtcNow().UtcDateTime, None));
        await AssertIndexedAsync("last", () => jobs.LastLogSequenceAsync(None));
    }

    [Theory, EachDatabase]
    public async Task Items_EachFilterInEachOrder_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await OpenAsync(database);
        await host.AddAlikeItemsAsync(ListPlanRows.Many);
        var items = host.Get<ItemQueries>();
        var since = host.Clock.GetUtcNow().UtcDateTime.AddDays(-1);
        ItemFilter[] filters =
        [
            new(),
            new(SourceId: "shop"),
            new(Kind: "title"),
            new(Status: "sold"),
            new(Currency: "EUR"),
            new(Gone: true),
            new(Gone: false),
            new(ChangedSince: since),
            new(PriceFrom: 1, PriceTo: 100),
            new("shop", "title", "sold"),
            new("shop", "title", "sold", null, since, true, 1, 100, "EUR"),
            new("shop", "title", Gone: false, Currency: "EUR"),
        ];

        foreach (var filter in filters)
        {
            foreach (var sort in Enum.GetValues<ItemSort>())
            {
                var last = (await items.ListAsync(new ItemFilter(), sort, null, Page, None))[^1];
                await AssertIndexedAsync($"{filter} by {sort}", () => items.ListAsync(filter, sort, null, Page, None));
                await AssertIndexedAsync(
                    $"{filter} by {sort}, next",
                    () => items.ListAsync(filter, sort, ItemCursor.Of(last, sort), Page, None)
                );
            }

            await AssertIndexedAsync($"count of {filter}", () => items.CountAsync(filter, None));
            await AssertIndexedAsync($"facets of {filter}", () => host.Get<ItemFacetQueries>().ReadAsync(filter, None));
        }
    }

    /// <summary>Of a status that few items have these are fetched; along the titles all others would be passed over for them.</summary>
    [Fact]
    public async Task Items_FewThatFit_AreFetchedByTheirOwnIndex()
    {
        await using var host = await OpenAsync(TestDatabase.Sqlite);
        await host.AddAlikeItemsAsync(ListPlanRows.Many);
        var (few, many) = (new ItemFilter("shop", Status: "no such"), new ItemFilter("shop", Status: "sold"));

        var plans = await _plans.OfAsync(() => host.Get<ItemQueries>().ListAsync(few, ItemSort.Title, null, Page, None));
        Assert.True(plans[^1].Uses("ix_items_status_id"), plans[^1].ToString());

        plans = await _plans.OfAsync(() => host.Get<ItemQueries>().ListAsync(many, ItemSort.Title, null, Page, None));
        Assert.True(plans[^1].Uses("ix_items_title"), plans[^1].ToString());
    }

    [Theory, EachDatabase]
    public async Task Audit_EachFilter_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await OpenAsync(database);
        await host.AddSourceAsync();
        var now = host.Clock.GetUtcNow().UtcDateTime;
        AuditFilter[] filters =
        [
            new(),
            new("ada@example.org"),
            new("u-admin"),
            new(ActorType: ActorType.User),
            new(Action: "source.save"),
            new(Actions: ["source.save", "source.pause"]),
            new("ada@example.org", Actions: ["source.save", "source.pause"]),
            new(EntityType: "sources"),
            new(EntityId: "shop"),
            new(EntityType: "sources", EntityId: "shop"),
            new(Outcome: AuditOutcome.Denied),
            new(From: now.AddDays(-1)),
            new(To: now.AddDays(1)),
            new("ada@example.org", Outcome: AuditOutcome.Denied, From: now.AddDays(-1), To: now.AddDays(1)),
        ];

        foreach (var filter in filters)
        {
            await AssertIndexedAsync($"{filter}", () => host.Get<AuditQueries>().RecentAsync(filter, null, Page, None));
            await AssertIndexedAsync($"{filter}, next", () => host.Get<AuditQueries>().RecentAsync(filter, 3, Page, None));
        }
    }

    [Theory, EachDatabase]
    public async Task DeadLetters_EachFilter_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await OpenAsync(database);
        await host.AddAlikeLettersAsync(ListPlanRows.Many);
        var letters = host.Get<DeadLetterQueries>();
        DeadLetterFilter[] filters =
        [
            new(),
            new(DeadLetterState.Open),
            new(Task: "catalog-sync"),
            new(SourceId: "shop"),
            new(ErrorClass: ErrorClass.Timeout),
            new(DeadLetterState.Open, "catalog-sync", "shop", ErrorClass.Timeout),
        ];

        foreach (var filter in filters)
        {
            await AssertIndexedAsync($"{filter}", () => letters.ListAsync(filter, null, Page, None));
            await AssertIndexedAsync($"{filter}, next", () => letters.ListAsync(filter, 1_000, Page, None));
            await AssertIndexedAsync(
                $"letters of a mistake, {filter}",
                () => letters.ListAsync(filter with { Fingerprint = "a mistake" }, null, Page, None)
            );
        }

        // All letters that fit are counted by their mistake, and the mistakes sorted; what is read for it is the index alone.
        if (database == TestDatabase.Sqlite)
        {
            foreach (var filter in filters)
            {
                var plans = await _plans.OfAsync(() => letters.GroupsAsync(filter, null, Page, None));
                Assert.Contains(plans, plan => plan.Uses("USING COVERING INDEX ix_failed_attempts_mistakes"));
                Assert.DoesNotContain(plans, plan => plan.Uses("TEMP B-TREE FOR GROUP BY"));
            }
        }
    }

    [Theory, EachDatabase]
    public async Task PeopleAndKeys_EachPage_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await OpenAsync(database);
        var people = host.Get<PeopleQueries>();
        var key = (await host.Get<KeyCommands>().AddAsync(Actors.Admin, "a key", Role.Viewer, null, null, None)).Value!.Key;

        await AssertIndexedAsync("people", () => people.PeopleAsync(null, null, Page, None));
        await AssertIndexedAsync("people, next", () => people.PeopleAsync(null, "a@example.org", Page, None));
        await AssertIndexedAsync("keys", () => people.KeysAsync(null, null, Page, None));
        await AssertIndexedAsync("keys, next", () => people.KeysAsync(null, key.Id, Page, None));
    }

    /// <summary>There are never many sources; what is read of each is.</summary>
    [Theory, EachDatabase]
    public async Task Sources_WhatIsSaidOfEach_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await OpenAsync(database);
        await host.AddSourceAsync();
        await host.AddJobAsync(JobStatus.Succeeded);

        await AssertIndexedAsync("health", () => host.Get<SourceQueries>().HealthAsync(null, None));
        await AssertIndexedAsync("counts of items", () => host.Get<ItemQueries>().CountsAsync(["shop"], None));
        var runs = await _plans.OfAsync(() => host.Get<JobStatistics>().LastOfEachAsync(["shop"], 20, None));
        Assert.Empty(runs.SelectMany(plan => plan.Scans));
    }

    /// <summary>The test itself sees what it is for.</summary>
    [Theory, EachDatabase]
    public async Task Plan_OfAQueryWithoutAnIndex_IsSeenToScanAndSort(TestDatabase database)
    {
        await using var host = await OpenAsync(database);
        await using var context = await host.OpenAsync();
        var jobs = context.Set<ParserJob>();

        var scan = await _plans.OfAsync(() =>
            jobs.Where(job => job.Actor == "olga").OrderByDescending(job => job.Attempt).Take(Page).ToListAsync()
        );
        var sort = await _plans.OfAsync(() =>
            jobs.Where(job => job.Status == JobStatus.Failed).OrderByDescending(job => job.Attempt).Take(Page).ToListAsync()
        );

        Assert.NotEmpty(Assert.Single(scan).Scans);
        Assert.NotEmpty(Assert.Single(scan).Sorts);
        Assert.Empty(Assert.Single(sort).Scans);
        Assert.NotEmpty(Assert.Single(sort).Sorts);
    }

    private Task<CoreHost> OpenAsync(TestDatabase database) =>
        CoreHost.CreateAsync(database, services => services.AddSingleton<ISaveChangesInterceptor>(_plans));

    private async Task AssertIndexedAsync(string what, Func<Task> ask)
    {
        var plans = await _plans.OfAsync(ask);
        var faults = plans.SelectMany(plan => plan.Scans.Concat(plan.Sorts)).ToList();
        Assert.True(faults.Count == 0, $"{what}: {string.Join('\n', faults)}");
    }
}
