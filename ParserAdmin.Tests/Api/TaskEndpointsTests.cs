using System.Text.Json;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

/// <summary>Jobs as a script sees them; the crawl itself is in <see cref="CrawlTests"/>.</summary>
[Collection(PortalHostCollection.Name)]
public sealed class TaskEndpointsTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Request_ByAnOperator_Is202AndASecondWaitingOneIsTheSame()
    {
        var operating = await host.ClientAsync(Role.Operator);
        var running = await RunningAsync(operating);

        // The source is busy, so this one waits and says why; to ask twice is harmless.
        var waiting = (await RequestAsync(operating, 2)).Expect(202);
        Assert.Equal(Id(waiting), Id((await RequestAsync(operating, 2)).Expect(202)));
        Assert.Equal("pending", waiting.GetProperty("status").GetString());

        Assert.Equal(
            "cancelled",
            (await operating.PostAsync($"/tasks/{Id(waiting)}/cancel")).Expect(200).GetProperty("status").GetString()
        );
        (await operating.PostAsync($"/tasks/{Id(waiting)}/cancel")).ExpectProblem(409);
        (await operating.PostAsync($"/tasks/{running.Id}/retry")).ExpectProblem(409);
        var ended = await host.UntilAsync(
            async () =>
            {
                (await operating.PostAsync($"/tasks/{running.Id}/cancel")).Expect(200);
                return running.Id;
            },
            JobLifecycle.IsFinal
        );
        Assert.Equal(JobStatus.Cancelled, ended.Status);

        var again = await host.UntilAsync(
            async () => Id((await operating.PostAsync($"/tasks/{running.Id}/retry")).Expect(202)),
            status => status == JobStatus.Running
        );
        Assert.Equal((running.Id, 2), (again.RetryOf, again.Attempt));
        (await operating.PostAsync($"/tasks/{again.Id}/cancel")).Expect(200);
    }

    [Fact]
    public async Task Recent_Filtered_ShowsOnlyWhatFitsPageByPage()
    {
        for (var slot = 0; slot < 3; slot++)
            await host.SlotAsync("catalog-sync:demo");
        await host.SlotAsync("episode-sync:demo");

        var paged = await host.Admin.PagesAsync("/tasks/recent?limit=1&task=catalog-sync&sourceId=demo&status=skipped");

        Assert.Equal(3, paged.Count);
        Assert.All(
            paged,
            task =>
                Assert.Equal(
                    ("skipped", "catalog-sync:demo", "schedule"),
                    (Text(task, "status"), Text(task, "scheduleId"), Text(task, "trigger"))
                )
        );
        Assert.Equal(paged.Select(Id).OrderDescending(), paged.Select(Id));
        Assert.Empty(await host.Admin.PagesAsync("/tasks/recent?limit=5&scheduleId=no-such"));
        Assert.Empty(await host.Admin.PagesAsync("/tasks/recent?limit=5&withErrors=true"));
        (await host.Admin.GetAsync("/tasks/recent?withErrors=perhaps")).ExpectProblem(400);
        Assert.Single(await host.Admin.PagesAsync("/tasks/recent?limit=5&scheduleId=episode-sync:demo&status=skipped,succeeded"));
    }

    [Fact]
    public async Task Request_SourcePaused_Is423()
    {
        (await host.Admin.PostAsync("/sources/demo/pause", new { reason = "storm" })).Expect(200);

        Assert.Contains(
            "storm",
            (await RequestAsync(host.Admin, 1)).ExpectProblem(423).GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );

        (await host.Admin.PostAsync("/sources/demo/resume")).Expect(200);
    }

    private Task<JobSnapshot> RunningAsync(ApiClient client) =>
        host.UntilAsync(async () => Id((await RequestAsync(client, 3)).Expect(202)), status => status == JobStatus.Running);

    private static Task<ApiAnswer> RequestAsync(ApiClient client, int pages) =>
        client.PostAsync(
            "/tasks",
            new
            {
                task = "catalog-sync",
                sourceId = "demo",
                parameters = new { maxPages = pages },
            }
        );

    private static Guid Id(JsonElement task) => task.GetProperty("id").GetGuid();

    private static string? Text(JsonElement task, string name) => task.GetProperty(name).GetString();
}
