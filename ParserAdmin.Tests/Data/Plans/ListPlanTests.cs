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
        await using var host = await _plans.OpenAsync(database);
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
            await _plans.AssertIndexedAsync($"{filter}", () => host.Get<JobQueries>().RecentAsync(filter, null, Page, None));
            await _plans.AssertIndexedAsync($"{filter}, next", () => host.Get<JobQueries>().RecentAsync(filter, before, Page, None));
        }
    }

    /// <summary>They are few: no other has to be looked at for its errors.</summary>
    [Fact]
    public async Task Jobs_WithErrors_AreReadByTheirOwnIndex()
    {
        await using var host = await _plans.OpenAsync(TestDatabase.Sqlite);
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
        await using var host = await _plans.OpenAsync(database);
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
            await _plans.AssertIndexedAsync($"search {filter}", () => log.SearchAsync(filter, 40, 1, Page, None));
            await _plans.AssertIndexedAsync($"tail {filter}", () => jobs.LogTailAsync(filter, Page, None));
            await _plans.AssertIndexedAsync($"forward {filter}", () => jobs.LogAsync(filter, 10, Page, None));
        }

        await _plans.AssertIndexedAsync("a text", () => log.SearchAsync(new JobLogFilter(Text: "nowhere"), 40, 1, Page, None));
        await _plans.AssertIndexedAsync("since", () => log.FirstSinceAsync(host.Clock.GetUtcNow().UtcDateTime, None));
        await _plans.AssertIndexedAsync("last", () => jobs.LastLogSequenceAsync(None));
    }

    [Theory, EachDatabase]
    public async Task Audit_EachFilter_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await _plans.OpenAsync(database);
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
            await _plans.AssertIndexedAsync($"{filter}", () => host.Get<AuditQueries>().RecentAsync(filter, null, Page, None));
            await _plans.AssertIndexedAsync($"{filter}, next", () => host.Get<AuditQueries>().RecentAsync(filter, 3, Page, None));
        }
    }

    [Theory, EachDatabase]
    public async Task DeadLetters_EachFilter_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await _plans.OpenAsync(database);
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
            await _plans.AssertIndexedAsync($"{filter}", () => letters.ListAsync(filter, null, Page, None));
            await _plans.AssertIndexedAsync($"{filter}, next", () => letters.ListAsync(filter, 1_000, Page, None));
            await _plans.AssertIndexedAsync(
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
        await using var host = await _plans.OpenAsync(database);
        var people = host.Get<PeopleQueries>();
        var key = (await host.Get<KeyCommands>().AddAsync(Actors.Admin, "a key", Role.Viewer, null, null, None)).Value!.Key;

        await _plans.AssertIndexedAsync("people", () => people.PeopleAsync(null, null, Page, None));
        await _plans.AssertIndexedAsync("people, next", () => people.PeopleAsync(null, "a@example.org", Page, None));
        await _plans.AssertIndexedAsync("keys", () => people.KeysAsync(null, null, Page, None));
        await _plans.AssertIndexedAsync("keys, next", () => people.KeysAsync(null, key.Id, Page, None));
    }

    /// <summary>There are never many sources; what is read of each is.</summary>
    [Theory, EachDatabase]
    public async Task Sources_WhatIsSaidOfEach_IsReadAlongAnIndex(TestDatabase database)
    {
        await using var host = await _plans.OpenAsync(database);
        await host.AddSourceAsync();
        await host.AddJobAsync(JobStatus.Succeeded);

        await _plans.AssertIndexedAsync("health", () => host.Get<SourceQueries>().HealthAsync(null, None));
        await _plans.AssertIndexedAsync("counts of items", () => host.Get<ItemQueries>().CountsAsync(["shop"], None));
        var found = await _plans.OfAsync(() =>
            host.Get<JobStatistics>().NewItemsAsync(["shop"], host.Clock.GetUtcNow().UtcDateTime.AddDays(-1), None)
        );
        Assert.Empty(Assert.Single(found).Scans);
        if (database == TestDatabase.Sqlite)
            Assert.True(found[0].Uses("(source_id=? AND id>?)"), found[0].ToString());
        var runs = await _plans.OfAsync(() => host.Get<JobStatistics>().LastOfEachAsync(["shop"], 20, None));
        Assert.Empty(runs.SelectMany(plan => plan.Scans));
    }
}
