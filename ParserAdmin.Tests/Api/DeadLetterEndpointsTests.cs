using System.Text.Json;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

/// <summary>Dead letters of real runs: a source at an address that may not be reached fails for good at once.</summary>
[Collection(PortalHostCollection.Name)]
public sealed class DeadLetterEndpointsTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Letters = "/dead-letters";

    [Fact]
    public async Task List_FilteredAndGrouped_CountsThemPageByPage()
    {
        var source = await BrokenAsync("listed", 3);

        var letters = await host.Admin.PagesAsync($"{Letters}?sourceId={source}&limit=1");
        var groups = await host.Admin.PagesAsync($"{Letters}?sourceId={source}&grouped=true&limit=1");

        Assert.Equal(3, letters.Count);
        Assert.Equal(letters.Select(Id).OrderDescending(), letters.Select(Id));
        Assert.All(
            letters,
            letter =>
                Assert.Equal(("Blocked", "open", "catalog-sync"), (Text(letter, "errorClass"), Text(letter, "state"), Text(letter, "task")))
        );
        var group = Assert.Single(groups);
        Assert.Equal(
            (3, 3, Id(letters[0])),
            (group.GetProperty("count").GetInt32(), group.GetProperty("open").GetInt32(), Id(group.GetProperty("newest")))
        );
        Assert.Equal(
            3,
            (
                await host.Admin.PagesAsync(
                    $"{Letters}?fingerprint={Text(group, "fingerprint")}&errorClass=blocked&state=open&task=catalog-sync&limit=2"
                )
            ).Count
        );
        Assert.Empty(await host.Admin.PagesAsync($"{Letters}?sourceId={source}&q=no+such+words&limit=5"));
        Assert.Empty(await host.Admin.PagesAsync($"{Letters}?sourceId={source}&state=dismissed&limit=5"));
    }

    [Fact]
    public async Task Replay_ByFilter_TellsTheCountFirstThenAsksForOneJob()
    {
        var (operating, source) = (await host.ClientAsync(Role.Operator), await BrokenAsync("replayed", 2));

        var dry = (await operating.PostAsync($"{Letters}/replay", new { filter = new { sourceId = source }, dryRun = true })).Expect(200);
        Assert.Equal(
            (true, 2, 2, 1, 0),
            (
                dry.GetProperty("dryRun").GetBoolean(),
                Number(dry, "matched"),
                Number(dry, "done"),
                Number(dry, "jobCount"),
                dry.GetProperty("jobs").GetArrayLength()
            )
        );
        Assert.Equal(2, (await host.Admin.PagesAsync($"{Letters}?sourceId={source}&state=open&limit=5")).Count);

        var job = await host.UntilAsync(
            async () =>
                (await operating.PostAsync($"{Letters}/replay", new { filter = new { sourceId = source }, reason = "cured" }))
                    .Expect(200)
                    .GetProperty("jobs")[0]
                    .GetGuid(),
            JobLifecycle.IsFinal
        );

        Assert.Equal(JobTrigger.Retry, job.Trigger);
        var replayed = await host.Admin.PagesAsync($"{Letters}?sourceId={source}&state=replayed&limit=5");
        Assert.All(
            replayed,
            letter => Assert.Equal((job.Id, "cured"), (letter.GetProperty("replayJobId").GetGuid(), Text(letter, "decisionReason")))
        );
        Assert.Equal(2, replayed.Count);
    }

    [Fact]
    public async Task Dismiss_ByIds_NeedsAReasonAndTouchesNoOther()
    {
        var (operating, source) = (await host.ClientAsync(Role.Operator), await BrokenAsync("dismissed", 2));
        var ids = (await host.Admin.PagesAsync($"{Letters}?sourceId={source}&limit=5")).Select(Id).Take(1).ToList();

        Assert.Equal(1, Number((await operating.PostAsync($"{Letters}/dismiss", new { ids, dryRun = true })).Expect(200), "done"));
        (await operating.PostAsync($"{Letters}/dismiss", new { ids })).ExpectProblem(400);
        Assert.Equal(1, Number((await operating.PostAsync($"{Letters}/dismiss", new { ids, reason = "known" })).Expect(200), "done"));
        Assert.Equal(0, Number((await operating.PostAsync($"{Letters}/dismiss", new { ids, reason = "known" })).Expect(200), "matched"));

        Assert.Equal(
            ["dismissed", "open"],
            (await host.Admin.PagesAsync($"{Letters}?sourceId={source}&limit=5")).Select(letter => Text(letter, "state"))
        );
    }

    [Fact]
    public async Task Replay_WhatMayNotRun_IsLeftOpenOrRefused()
    {
        var source = await BrokenAsync("held", 1);
        (await host.Admin.PostAsync($"/sources/{source}/pause", new { reason = "storm" })).Expect(200);

        var report = (await host.Admin.PostAsync($"{Letters}/replay", new { filter = new { sourceId = source } })).Expect(200);

        Assert.Equal((1, 0), (Number(report, "matched"), Number(report, "done")));
        Assert.Contains("storm", report.GetProperty("left")[0].GetString(), StringComparison.Ordinal);
        (await host.Admin.PostAsync("/admin/parser/emergency-stop")).Expect(200);
        (await host.Admin.PostAsync($"{Letters}/replay", new { filter = new { sourceId = source } })).ExpectProblem(423);
        (await host.Admin.PostAsync($"{Letters}/replay", new { filter = new { sourceId = source }, dryRun = true })).ExpectProblem(423);
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

    /// <summary>A source whose runs have failed for good so many times.</summary>
    private async Task<string> BrokenAsync(string id, int times)
    {
        (await host.Admin.SendTextAsync(HttpMethod.Post, "/sources", TestSources.Yaml(id), "application/yaml")).Expect(201);
        for (var time = 0; time < times; time++)
        {
            var job = await host.UntilAsync(
                async () =>
                    (await host.Admin.PostAsync("/tasks", new { task = "catalog-sync", sourceId = id }))
                        .Expect(202)
                        .GetProperty("id")
                        .GetGuid(),
                JobLifecycle.IsFinal
            );
            Assert.Equal(JobStatus.Failed, job.Status);
        }

        return id;
    }

    private static long Id(JsonElement letter) => letter.GetProperty("id").GetInt64();

    private static int Number(JsonElement report, string name) => report.GetProperty(name).GetInt32();

    private static string? Text(JsonElement one, string name) => one.GetProperty(name).GetString();
}
