using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class SourceSettingsApiTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Settings_Secret_GoesInAndNeverComesOut()
    {
        await AddSourceAsync("with-key");

        var patched = (await host.Admin.PatchAsync("/sources/with-key/settings", new { user = "reader", key = "open-sesame" })).Expect(200);
        var read = await host.Admin.GetAsync("/sources/with-key/settings");

        Assert.Equal(patched.ToString(), read.Expect(200).ToString());
        Assert.DoesNotContain("open-sesame", read.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["user text reader True", "key secret  True"],
            read.Json.GetProperty("settings")
                .EnumerateArray()
                .Select(setting =>
                    $"{setting.GetProperty("name")} {setting.GetProperty("type")} {setting.GetProperty("value")} "
                    + $"{setting.GetProperty("isSet")}"
                )
        );
        Assert.DoesNotContain(
            "open-sesame",
            (await host.Admin.GetAsync("/audit?entityType=sources&entityId=with-key")).Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("open-sesame", (await host.Admin.GetAsync("/sources/with-key")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_UnknownNameOrSourceOrRole_IsRefused()
    {
        await AddSourceAsync("with-key-2");

        (await host.Admin.PatchAsync("/sources/with-key-2/settings", new { nothing = "x" })).ExpectProblem(400);
        (await host.Admin.PatchAsync("/sources/nowhere/settings", new { user = "x" })).ExpectProblem(404);
        (await host.Admin.GetAsync("/sources/nowhere/settings")).ExpectProblem(404);
        (await (await host.ClientAsync(Role.Operator)).PatchAsync("/sources/with-key-2/settings", new { user = "x" })).ExpectProblem(403);
    }

    private async Task AddSourceAsync(string id)
    {
        var yaml = TestSources.Yaml(id) + "settings: { user: {}, key: { type: secret } }\n";
        (await host.Admin.SendTextAsync(HttpMethod.Post, "/sources", yaml, "application/yaml")).Expect(201);
    }
}
