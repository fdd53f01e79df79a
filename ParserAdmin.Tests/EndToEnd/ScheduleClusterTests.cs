using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>Schedules over three processes, two of which could start each of their jobs.</summary>
[Collection(LongRuns.Clusters)]
public sealed class ScheduleClusterTests
{
    private const int Sources = 4;
    private const string OftenRecorded =
        "SELECT count(*) FROM (SELECT schedule_id FROM parser_jobs WHERE schedule_id IS NOT NULL GROUP BY schedule_id HAVING count(*) > "
        + "1) AS often";

    private const string OftenInAMinute =
        "SELECT count(*) FROM (SELECT 1 FROM parser_jobs WHERE schedule_id IS NOT NULL GROUP BY schedule_id, date_trunc('minute', "
        + "requested_at) HAVING count(*) > 1) AS often";

    [PostgresFact]
    public async Task Schedules_OverTwoWorkers_EachSlotIsRecordedOnceAndAnEditHoldsAtOnce()
    {
        await using var cluster = await Cluster.StartAsync(await PostgresServer.CreateEmptyDatabaseAsync(), "web", "worker", "worker");
        await cluster.SetConcurrencyAsync(8);
        await cluster.AddSourcesAsync(Sources);

        // None of them ever ran, so all are due at once, and both workers hear of it in the same moment.
        var version = (await cluster.Api.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        (
            await cluster.Api.PostAsync(
                "/admin/parser/mode",
                new
                {
                    mode = "auto",
                    reason = "a test",
                    version,
                }
            )
        ).Expect(200);
        await SlotsAsync(cluster, Sources, "each schedule that never ran has begun");
        await cluster.UntilIdleAsync(TimeSpan.FromSeconds(30));

        // The web node has no scheduler: what is added there starts on a worker, long before that would look by itself.
        var added = TimeProvider.System.GetUtcNow().UtcDateTime;
        for (var i = 1; i <= Sources; i++)
        {
            (
                await cluster.Api.PostAsync(
                    "/scheduler/jobs",
                    new
                    {
                        task = "catalog-sync",
                        sourceId = $"s{i}",
                        name = "again",
                        intervalSeconds = 7200,
                    }
                )
            ).Expect(201);
        }

        await SlotsAsync(cluster, 2 * Sources, "each schedule that was added has begun");
        await cluster.UntilIdleAsync(TimeSpan.FromSeconds(30));
        var first = (DateTime)
            (await cluster.QueryAsync("SELECT min(requested_at) FROM parser_jobs WHERE schedule_id LIKE '%:again'"))[0][0];
        Assert.True(first - added < TimeSpan.FromSeconds(4), $"The first slot came {first - added} after the first schedule was added");

        Assert.Equal(0, await cluster.CountAsync(OftenRecorded));
        Assert.Equal(
            [
                ["succeeded", 2L * Sources],
            ],
            await cluster.QueryAsync("SELECT status, count(*) FROM parser_jobs WHERE schedule_id IS NOT NULL GROUP BY status")
        );

        // By the clock both workers are due in the same moment, too; the edit is made a while before it.
        for (var i = 1; i <= Sources; i++)
            (await cluster.Api.PutAsync($"/scheduler/jobs/catalog-sync:s{i}:again", new { cron = "* * * * *", version = 1 })).Expect(200);
        await SlotsAsync(cluster, 3 * Sources, "each schedule's minute has come");
        await cluster.UntilIdleAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await cluster.CountAsync(OftenInAMinute));
        Assert.Equal(0, await cluster.CountAsync("SELECT count(*) FROM parser_jobs WHERE status <> 'succeeded'"));
    }

    private static Task SlotsAsync(Cluster cluster, int count, string what) =>
        cluster.UntilAsync(
            async () => await cluster.CountAsync("SELECT count(*) FROM parser_jobs WHERE schedule_id IS NOT NULL") >= count,
            TimeSpan.FromSeconds(90),
            what
        );
}
