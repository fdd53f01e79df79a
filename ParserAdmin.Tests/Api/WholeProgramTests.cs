using System.Text.Json;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

/// <summary>A task without a source, by way of the API.</summary>
[Collection(PortalHostCollection.Name)]
public sealed class WholeProgramTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Post_Cleanup_NeedsNoSourceAndRuns()
    {
        var ended = await host.UntilAsync(
            async () => (await host.Admin.PostAsync("/tasks", new { task = "cleanup" })).Expect(202).GetProperty("id").GetGuid(),
            JobLifecycle.IsFinal
        );

        var shown = (await host.Admin.GetAsync($"/tasks/{ended.Id}")).Expect(200);
        Assert.Equal((JobStatus.Succeeded, JsonValueKind.Null), (ended.Status, shown.GetProperty("sourceId").ValueKind));
        var lines = (await host.Admin.GetAsync($"/admin/parser/logs?jobId={ended.Id}")).Expect(200).GetProperty("items");
        Assert.All(lines.EnumerateArray(), line => Assert.Equal(JsonValueKind.Null, line.GetProperty("sourceId").ValueKind));
        Assert.Equal("Done", lines[lines.GetArrayLength() - 1].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Run_TheScheduleOfCleanup_IsAccepted()
    {
        var schedule = (await host.Admin.GetAsync("/scheduler/jobs/cleanup")).Expect(200);
        Assert.Equal(
            ("0 1 * * *", JsonValueKind.Null),
            (schedule.GetProperty("cron").GetString(), schedule.GetProperty("sourceId").ValueKind)
        );

        var ended = await host.UntilAsync(
            async () => (await host.Admin.PostAsync("/scheduler/jobs/cleanup/run")).Expect(202).GetProperty("id").GetGuid(),
            JobLifecycle.IsFinal
        );

        Assert.Equal(JobStatus.Succeeded, ended.Status);
    }

    [Fact]
    public async Task Post_CleanupOfASource_IsRefusedInWords() =>
        Assert.Contains(
            "without a source",
            (await host.Admin.PostAsync("/tasks", new { task = "cleanup", sourceId = "demo" }))
                .ExpectProblem(422)
                .GetProperty("detail")
                .GetString()
        );

    [Fact]
    public async Task Post_AnUnknownTaskWithoutASource_AsksForTheSource() =>
        Assert.Equal(
            "sourceId",
            (await host.Admin.PostAsync("/tasks", new { task = "tidy" })).ExpectProblem(400).GetProperty("field").GetString()
        );
}
