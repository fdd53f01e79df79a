using System.Text.Json;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class SafetyEndpointsTests(PortalHost host) : IClassFixture<PortalHost>
{
    private async Task<JsonElement> SettingsAsync() => (await host.Admin.GetAsync("/admin/parser/settings")).Expect(200);

    private async Task<long> VersionAsync() => (await SettingsAsync()).GetProperty("version").GetInt64();

    private async Task ResetIfStoppedAsync()
    {
        var settings = await SettingsAsync();
        if (settings.GetProperty("stopped").GetBoolean())
        {
            (
                await host.Admin.PostAsync(
                    "/admin/parser/emergency-stop/reset",
                    new
                    {
                        reason = "test",
                        confirm = "RESET",
                        version = settings.GetProperty("version").GetInt64(),
                    }
                )
            ).Expect(200);
        }
    }

    [Fact]
    public async Task Mode_WithTheVersionAsItIs_AnswersTheNewSettings()
    {
        await ResetIfStoppedAsync();

        var answer = (
            await host.Admin.PostAsync(
                "/admin/parser/mode",
                new
                {
                    mode = "manual",
                    reason = "test",
                    version = await VersionAsync(),
                }
            )
        ).Expect(200);

        Assert.Equal("manual", answer.GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Mode_WithAStaleVersion_Answers409WithTheSettingsAsTheyAre()
    {
        await ResetIfStoppedAsync();
        var version = await VersionAsync();

        var problem = (
            await host.Admin.PostAsync(
                "/admin/parser/mode",
                new
                {
                    mode = "auto",
                    reason = "test",
                    version = version - 1,
                }
            )
        ).ExpectProblem(409);

        Assert.Equal(version, problem.GetProperty("settings").GetProperty("version").GetInt64());
        Assert.Equal("manual", problem.GetProperty("settings").GetProperty("mode").GetString());
    }

    [Fact]
    public async Task EmergencyStop_WithoutABody_StopsAndTasksAreLockedUntilReset()
    {
        await ResetIfStoppedAsync();
        var before = (await SettingsAsync()).GetProperty("epoch").GetInt64();

        var stop = (await host.Admin.PostAsync("/admin/parser/emergency-stop")).Expect(200);

        Assert.Equal(before + 1, stop.GetProperty("epoch").GetInt64());
        Assert.Equal(0, stop.GetProperty("jobsCancelled").GetInt32());
        Assert.All(["told", "stored", "audited"], done => Assert.True(stop.GetProperty(done).GetBoolean(), done));
        Assert.True(stop.GetProperty("nodes")[0].GetProperty("acknowledgedMs").GetDouble() >= 0);
        (await host.Admin.PostAsync("/tasks", new { task = "catalog-sync", sourceId = "demo" })).ExpectProblem(423);
        var version = await VersionAsync();
        (
            await host.Admin.PostAsync(
                "/admin/parser/mode",
                new
                {
                    mode = "auto",
                    reason = "test",
                    version,
                }
            )
        ).ExpectProblem(423);
        (
            await host.Admin.PostAsync(
                "/admin/parser/emergency-stop/reset",
                new
                {
                    reason = "test",
                    confirm = "reset",
                    version,
                }
            )
        ).ExpectProblem(400);
        (await host.Admin.PostAsync("/admin/parser/emergency-stop/reset", new { confirm = "RESET", version })).ExpectProblem(400);
        (
            await host.Admin.PostAsync(
                "/admin/parser/emergency-stop/reset",
                new
                {
                    reason = "test",
                    confirm = "RESET",
                    version = version - 1,
                }
            )
        ).ExpectProblem(409).GetProperty("settings");
        var reset = (
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
        Assert.Equal(("manual", false), (reset.GetProperty("mode").GetString(), reset.GetProperty("stopped").GetBoolean()));
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
        ).ExpectProblem(409);
    }

    [Theory]
    [InlineData("""{"reason":"smoke"}""", "application/json", "smoke")]
    [InlineData("""{"reason":"smoke"}""", "application/x-www-form-urlencoded", "smoke")]
    [InlineData("", null, null)]
    [InlineData("""{"reason":""", "application/json", null)]
    [InlineData("""["reason"]""", "text/plain", null)]
    public async Task EmergencyStop_WithWhateverBody_Stops(string body, string? type, string? reason)
    {
        await ResetIfStoppedAsync();

        (await host.Admin.SendTextAsync(HttpMethod.Post, "/admin/parser/emergency-stop", body, type)).Expect(200);

        var settings = await SettingsAsync();
        Assert.True(settings.GetProperty("stopped").GetBoolean());
        Assert.Equal(reason, settings.GetProperty("stopReason").GetString());
    }

    [Fact]
    public async Task EmergencyStopReason_Afterwards_IsNoSecondStop()
    {
        await ResetIfStoppedAsync();
        (await host.Admin.PostAsync("/admin/parser/emergency-stop/reason", new { reason = "too soon" })).ExpectProblem(409);
        var stop = (await host.Admin.PostAsync("/admin/parser/emergency-stop")).Expect(200);

        (await host.Admin.PostAsync("/admin/parser/emergency-stop/reason", new { reason = " " })).ExpectProblem(400);
        var settings = (await host.Admin.PostAsync("/admin/parser/emergency-stop/reason", new { reason = "smoke" })).Expect(200);

        Assert.Equal(
            (stop.GetProperty("epoch").GetInt64(), "smoke"),
            (settings.GetProperty("epoch").GetInt64(), settings.GetProperty("stopReason").GetString())
        );
        var entry = (await host.Admin.GetAsync("/audit?limit=1")).Expect(200).GetProperty("items")[0];
        Assert.Equal(
            ("emergency-stop.reason", "smoke"),
            (entry.GetProperty("action").GetString(), entry.GetProperty("reason").GetString())
        );
    }

    [Fact]
    public async Task EmergencyStop_DuringACrawl_CancelsItAndSaysSo()
    {
        await ResetIfStoppedAsync();
        var running = await host.UntilAsync(
            async () =>
                (await host.Admin.PostAsync("/tasks", new { task = "catalog-sync", sourceId = "demo" }))
                    .Expect(202)
                    .GetProperty("id")
                    .GetGuid(),
            status => status == JobStatus.Running
        );

        var dashboard = (await host.Admin.GetAsync("/admin/parser/dashboard")).Expect(200);
        var ended = await host.UntilAsync(
            async () =>
            {
                var stop = (await host.Admin.PostAsync("/admin/parser/emergency-stop", new { reason = "test" })).Expect(200);
                Assert.Equal(1, stop.GetProperty("jobsCancelled").GetInt32());
                return running.Id;
            },
            JobLifecycle.IsFinal
        );

        Assert.Equal(running.Id, dashboard.GetProperty("running")[0].GetProperty("id").GetGuid());
        Assert.Equal(JobStatus.Cancelled, ended.Status);
        (await host.Admin.PostAsync($"/tasks/{running.Id}/cancel")).ExpectProblem(409);
        (await host.Admin.PostAsync($"/tasks/{running.Id}/retry")).ExpectProblem(423);
    }
}
