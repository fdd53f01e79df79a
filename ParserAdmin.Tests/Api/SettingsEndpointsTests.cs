using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Safety.Settings;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class SettingsEndpointsTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Settings_HoldEveryNumberAndTakeAPatchOfThem()
    {
        var before = await SettingsAsync();
        foreach (var limit in ParserAdmin.Core.Safety.Settings.SettingsLimits.All)
            Assert.Equal(JsonValueKind.Number, before.GetProperty(JsonNamingPolicy.CamelCase.ConvertName(limit.Name)).ValueKind);

        var after = (
            await host.Admin.PatchAsync(
                "/admin/parser/settings",
                new
                {
                    maxConcurrency = 3,
                    enableAutoupdate = true,
                    version = await VersionAsync(),
                    reason = "test",
                }
            )
        ).Expect(200);

        Assert.Equal(3, after.GetProperty("maxConcurrency").GetInt32());
        Assert.True(after.GetProperty("enableAutoupdate").GetBoolean());
        (await host.Admin.PatchAsync("/admin/parser/settings", new { maxConcurrency = 4, version = 1 }))
            .ExpectProblem(409)
            .GetProperty("settings");
        (await host.Admin.PatchAsync("/admin/parser/settings", new { maxConcurrency = 4 })).ExpectProblem(400);
        (await host.Admin.PatchAsync("/admin/parser/settings", new { maxConcurrency = 0, version = await VersionAsync() })).ExpectProblem(
            400
        );
    }

    [Fact]
    public async Task Settings_EveryColumnThatAnAdminSets_TakesAPatch()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var before = await SettingsAsync();
        foreach (var column in SettingsColumns.Editable(scope.ServiceProvider.GetRequiredService<ParserDbContext>()))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(column);
            var other = Other(column, before.GetProperty(name));

            var after = (await PatchAsync(name, other)).Expect(200);

            Assert.Equal(other.ToString(), after.GetProperty(name).ToString());
            (await PatchAsync(name, before.GetProperty(name))).Expect(200);
        }
    }

    private async Task<ApiAnswer> PatchAsync(string name, object value) =>
        await host.Admin.PatchAsync(
            "/admin/parser/settings",
            new Dictionary<string, object>
            {
                [name] = value,
                ["version"] = await VersionAsync(),
                ["reason"] = "test",
            }
        );

    private static object Other(string column, JsonElement now) =>
        ParserAdmin.Core.Safety.Settings.SettingsLimits.All.FirstOrDefault(limit => limit.Name == column) is { } limit
            ? (now.GetInt32() == limit.Minimum ? limit.Maximum : limit.Minimum)
        : now.ValueKind is JsonValueKind.True or JsonValueKind.False ? !now.GetBoolean()
        : "Europe/Berlin";

    private async Task<JsonElement> SettingsAsync() => (await host.Admin.GetAsync("/admin/parser/settings")).Expect(200);

    private async Task<long> VersionAsync() => (await SettingsAsync()).GetProperty("version").GetInt64();
}
