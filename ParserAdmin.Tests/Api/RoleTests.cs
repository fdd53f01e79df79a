using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class RoleTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData(Role.Viewer, "POST", "/admin/parser/mode", """{"mode":"manual","reason":"x","version":1}""", "mode.switch")]
    [InlineData(Role.Viewer, "POST", "/admin/parser/emergency-stop", "{}", "emergency-stop")]
    [InlineData(Role.Viewer, "POST", "/admin/parser/emergency-stop/reason", """{"reason":"x"}""", "emergency-stop.reason")]
    [InlineData(
        Role.Operator,
        "POST",
        "/admin/parser/emergency-stop/reset",
        """{"reason":"x","confirm":"RESET","version":1}""",
        "emergency-stop.reset"
    )]
    [InlineData(Role.Operator, "PATCH", "/admin/parser/settings", """{"retryMax":1,"version":1}""", "settings.change")]
    [InlineData(Role.Viewer, "POST", "/tasks", """{"task":"catalog-sync","sourceId":"demo"}""", "job.request")]
    [InlineData(Role.Viewer, "POST", "/tasks/00000000-0000-0000-0000-000000000001/cancel", "{}", "job.cancel")]
    [InlineData(Role.Viewer, "POST", "/tasks/00000000-0000-0000-0000-000000000001/retry", "{}", "job.retry")]
    [InlineData(Role.Operator, "POST", "/scheduler/jobs", """{"task":"catalog-sync","sourceId":"demo","cron":"@daily"}""", "schedule.add")]
    [InlineData(Role.Operator, "PUT", "/scheduler/jobs/catalog-sync:demo", """{"enabled":false,"version":1}""", "schedule.edit")]
    [InlineData(Role.Operator, "DELETE", "/scheduler/jobs/catalog-sync:demo", "", "schedule.delete")]
    [InlineData(Role.Viewer, "POST", "/scheduler/jobs/catalog-sync:demo/pause", """{"reason":"x"}""", "schedule.pause")]
    [InlineData(Role.Viewer, "POST", "/scheduler/jobs/catalog-sync:demo/resume", "", "schedule.resume")]
    [InlineData(Role.Viewer, "POST", "/scheduler/jobs/catalog-sync:demo/run", "", "job.request")]
    [InlineData(Role.Viewer, "POST", "/dead-letters/replay", """{"filter":{}}""", "dead-letter.replay")]
    [InlineData(Role.Viewer, "POST", "/dead-letters/dismiss", """{"ids":[1],"reason":"x"}""", "dead-letter.dismiss")]
    [InlineData(Role.Viewer, "PATCH", "/items/00000000-0000-0000-0000-000000000001", """{"fields":{"title":"x"}}""", "item.edit")]
    [InlineData(Role.Operator, "POST", "/items/delete", """{"filter":{},"dryRun":true}""", "item.delete")]
    [InlineData(Role.Viewer, "POST", "/sources/demo/pause", """{"reason":"x"}""", "source.pause")]
    [InlineData(Role.Viewer, "POST", "/sources/demo/resume", "{}", "source.resume")]
    [InlineData(Role.Viewer, "POST", "/sources/demo/paths/catalog/accept-layout", """{"reason":"x"}""", "source.accept-layout")]
    [InlineData(Role.Operator, "PUT", "/sources/demo", "id: demo", "source.save")]
    [InlineData(Role.Operator, "POST", "/sources", "id: demo", "source.save")]
    [InlineData(Role.Operator, "DELETE", "/sources/demo", "", "source.delete")]
    [InlineData(Role.Operator, "POST", "/sources/preview", """{"definition":"id: demo"}""", "source.preview")]
    public async Task Acting_WithTooLowARole_Is403AndOnRecord(Role role, string method, string path, string body, string action)
    {
        var client = await host.ClientAsync(role);

        (
            await client.SendTextAsync(
                new HttpMethod(method),
                path,
                body,
                action == "source.save" ? "application/yaml" : "application/json"
            )
        ).ExpectProblem(403);

        var entry = (await host.Admin.GetAsync($"/audit?action={action}&outcome=denied&limit=1")).Expect(200).GetProperty("items")[0];
        Assert.Equal("api", entry.GetProperty("actorType").GetString());
        Assert.StartsWith(role.ToString(), entry.GetProperty("actorName").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/parser/settings")]
    [InlineData("/admin/parser/logs/stream")]
    [InlineData("/scheduler/status")]
    [InlineData("/scheduler/jobs")]
    [InlineData("/scheduler/jobs/catalog-sync:demo")]
    [InlineData("/scheduler/arming")]
    [InlineData("/tasks/recent")]
    [InlineData("/dead-letters")]
    [InlineData("/sources")]
    [InlineData("/items")]
    [InlineData("/items/export")]
    [InlineData("/audit")]
    [InlineData("/nodes")]
    public async Task Reading_WithoutAKey_Is401(string path) => (await host.Anonymous.GetAsync(path)).ExpectProblem(401);

    [Fact]
    public async Task Acting_WithoutAKey_IsRefusedAsAProblem()
    {
        var answer = await host.Anonymous.PostAsync("/admin/parser/emergency-stop");

        answer.ExpectProblem(401);
    }

    [Theory]
    [InlineData("/admin/parser/settings")]
    [InlineData("/admin/parser/dashboard")]
    [InlineData("/admin/parser/logs")]
    [InlineData("/scheduler/status")]
    [InlineData("/scheduler/jobs")]
    [InlineData("/scheduler/jobs/catalog-sync:demo")]
    [InlineData("/scheduler/arming")]
    [InlineData("/tasks/recent")]
    [InlineData("/dead-letters")]
    [InlineData("/sources")]
    [InlineData("/sources/demo")]
    [InlineData("/items")]
    [InlineData("/audit")]
    [InlineData("/audit/verify")]
    [InlineData("/nodes")]
    [InlineData("/hosts")]
    public async Task Reading_AsAViewer_IsAllowed(string path) => (await (await host.ClientAsync(Role.Viewer)).GetAsync(path)).Expect(200);

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task Health_FromThisMachine_NeedsNoKey(string path) => (await host.Anonymous.GetAsync(path)).Expect(200);
}
