using System.Text.Json;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

/// <summary>Schedules as a script sees them.</summary>
[Collection(PortalHostCollection.Name)]
public sealed class ScheduleEndpointsTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Jobs = "/scheduler/jobs";
    private const string Catalog = $"{Jobs}/catalog-sync:demo";

    [Fact]
    public async Task Status_TellsOfThisNode()
    {
        var status = (await host.Admin.GetAsync("/scheduler/status")).Expect(200);

        Assert.Equal(
            ("manual", false, "all"),
            (status.GetProperty("mode").GetString(), status.GetProperty("stopped").GetBoolean(), status.GetProperty("role").GetString())
        );
        Assert.Equal(5, status.GetProperty("tickIntervalSeconds").GetDouble());
    }

    [Fact]
    public async Task List_PagedByCursor_IsCompleteAndInTheOrderOfTheIds()
    {
        var whole = (await host.Admin.GetAsync($"{Jobs}?limit=500")).Expect(200).GetProperty("items").EnumerateArray().Select(Id).ToList();

        var paged = (await host.Admin.PagesAsync($"{Jobs}?limit=1")).Select(Id).ToList();

        Assert.Equal(whole, paged);
        Assert.Equal(paged.Order(StringComparer.Ordinal), paged);
        Assert.Contains("catalog-sync:demo", paged);
        Assert.Contains("cleanup", paged);
    }

    [Fact]
    public async Task AddEditAndDelete_ByAnAdmin_LiveThroughTheirStatuses()
    {
        var added = (
            await host.Admin.PostAsync(
                Jobs,
                new
                {
                    task = "catalog-sync",
                    sourceId = "demo",
                    name = "nightly",
                    cron = "30 2 * * *",
                    timeZone = "Europe/Berlin",
                    overlap = "queue",
                }
            )
        ).Expect(201);
        Assert.Equal(
            ("catalog-sync:demo:nightly", "nightly", "queue"),
            (Id(added), added.GetProperty("name").GetString(), added.GetProperty("overlap").GetString())
        );
        Assert.Equal(5, added.GetProperty("nextRuns").GetArrayLength());

        var taken = (
            await host.Admin.PostAsync(
                Jobs,
                new
                {
                    task = "catalog-sync",
                    sourceId = "demo",
                    name = "nightly",
                    cron = "@daily",
                }
            )
        ).ExpectProblem(409);
        Assert.Equal("30 2 * * *", taken.GetProperty("schedule").GetProperty("cron").GetString());

        var path = $"{Catalog}:nightly";
        var edited = (
            await host.Admin.PutAsync(
                path,
                new
                {
                    intervalSeconds = 7200,
                    version = 1,
                    reason = "test",
                }
            )
        ).Expect(200);
        Assert.Equal((7200, 2), (edited.GetProperty("intervalSeconds").GetDouble(), edited.GetProperty("version").GetInt32()));
        Assert.Equal(
            2,
            (await host.Admin.PutAsync(path, new { enabled = false, version = 1 }))
                .ExpectProblem(409)
                .GetProperty("schedule")
                .GetProperty("version")
                .GetInt32()
        );
        (await host.Admin.PutAsync(path, new { enabled = false })).ExpectProblem(400);
        (await host.Admin.PutAsync(path, new { cron = "0 0 30 2 *", version = 2 })).ExpectProblem(422);

        var deleted = await host.Admin.DeleteAsync($"{path}?reason=done");
        Assert.Equal((204, ""), (deleted.Status, deleted.Text));
        (await host.Admin.GetAsync(path)).ExpectProblem(404);
        (await host.Admin.DeleteAsync(path)).ExpectProblem(404);
        var entry = (await host.Admin.GetAsync("/audit?entityType=schedules&entityId=catalog-sync:demo:nightly&outcome=succeeded&limit=1"))
            .Expect(200)
            .GetProperty("items")[0];
        Assert.Equal(("schedule.delete", "done"), (entry.GetProperty("action").GetString(), entry.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Delete_WhatASourceBrought_Is422AndSaysWhatToDo() =>
        Assert.Contains(
            "Pause it",
            (await host.Admin.DeleteAsync(Catalog)).ExpectProblem(422).GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task PauseAndResume_ByAnOperator_ShowWhyToAViewer()
    {
        var (operating, viewing) = (await host.ClientAsync(Role.Operator), await host.ClientAsync(Role.Viewer));
        var path = await AddAsync("paused");

        (await operating.PostAsync($"{path}/pause", new { reason = "storm" })).Expect(200);
        var paused = (await viewing.GetAsync(path)).Expect(200);
        (await operating.PostAsync($"{path}/resume")).Expect(200);

        Assert.Equal((true, "storm"), (paused.GetProperty("paused").GetBoolean(), paused.GetProperty("pauseReason").GetString()));
        Assert.Contains("storm", paused.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, paused.GetProperty("nextRunAt").ValueKind);
        Assert.False((await viewing.GetAsync(path)).Expect(200).GetProperty("paused").GetBoolean());
    }

    [Fact]
    public async Task Run_ByAnOperator_Answers202WithTheJobAndNeedsNoAuto()
    {
        var operating = await host.ClientAsync(Role.Operator);

        var job = await host.UntilAsync(
            async () => (await operating.PostAsync($"{Catalog}/run")).Expect(202).GetProperty("id").GetGuid(),
            status => status == JobStatus.Running
        );
        (await operating.PostAsync($"/tasks/{job.Id}/cancel")).Expect(200);

        Assert.Equal(("catalog-sync", "demo", JobTrigger.Api), (job.Task, job.SourceId, job.Trigger));
    }

    [Fact]
    public async Task Run_OfWhatMayNotRun_IsRefusedByItsKind()
    {
        var yaml = TestSources.Yaml("shrinking");
        (await host.Admin.SendTextAsync(HttpMethod.Post, "/sources", yaml, "application/yaml")).Expect(201);
        (
            await host.Admin.SendTextAsync(
                HttpMethod.Put,
                "/sources/shrinking",
                yaml[..yaml.IndexOf("  episodes:", StringComparison.Ordinal)],
                "application/yaml"
            )
        ).Expect(200);
        var lost = (await host.Admin.PostAsync($"{Jobs}/episode-sync:shrinking/run")).ExpectProblem(422);
        Assert.Contains("no path 'episodes'", lost.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await host.Admin.PostAsync("/sources/demo/pause", new { reason = "storm" })).Expect(200);
        (await host.Admin.PostAsync($"{Catalog}/run")).ExpectProblem(423);
        (await host.Admin.PostAsync("/sources/demo/resume")).Expect(200);

        (await host.Admin.PostAsync("/admin/parser/emergency-stop")).Expect(200);
        (await host.Admin.PostAsync($"{Catalog}/run")).ExpectProblem(423);
        var version = (await host.Admin.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        (
            await host.Admin.PostAsync(
                "/admin/parser/emergency-stop/reset",
                new
                {
                    reason = "test",
                    confirm = "RESET",
                    version,
                }
            )
        ).Expect(200);
    }

    [Fact]
    public async Task Arming_SlotsSkippedInManual_NamesThemBesideWhatRunsNext()
    {
        var path = await AddAsync("armed");
        var id = path[(Jobs.Length + 1)..];
        var slot = await host.SlotAsync(id);

        var armed = (await host.Admin.PagesAsync("/scheduler/arming?limit=1")).Single(one =>
            one.GetProperty("scheduleId").GetString() == id
        );

        Assert.Equal((false, 1), (armed.GetProperty("atOnce").GetBoolean(), armed.GetProperty("skipped").GetInt32()));
        Assert.Equal(slot.Id, armed.GetProperty("slots")[0].GetProperty("jobId").GetGuid());
        Assert.Contains("manual", armed.GetProperty("slots")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            slot.Id,
            Assert.Single(await host.Admin.PagesAsync($"/tasks/recent?scheduleId={id}&status=skipped&limit=1")).GetProperty("id").GetGuid()
        );
        Assert.Equal(slot.Reason, (await host.Admin.GetAsync(path)).Expect(200).GetProperty("lastSkipReason").GetString());
    }

    private async Task<string> AddAsync(string name) =>
        $"{Jobs}/{Id((await host.Admin.PostAsync(Jobs, new { task = "catalog-sync", sourceId = "demo", name, cron = "30 2 * * *" })).Expect(201))}";

    private static string Id(JsonElement schedule) => schedule.GetProperty("id").GetString()!;
}
