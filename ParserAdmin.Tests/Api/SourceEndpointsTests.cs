using ParserAdmin.Demo;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class SourceEndpointsTests(PortalHost host) : IClassFixture<PortalHost>
{
    private string Yaml(string id) => DemoDefinition.Yaml(host.Address).Replace("id: demo\n", $"id: {id}\n", StringComparison.Ordinal);

    [Fact]
    public async Task Put_ANewDefinition_Is201AndIsReadBackAsItWasWritten()
    {
        var yaml = Yaml("written");

        (await host.Admin.SendTextAsync(HttpMethod.Put, "/sources/written", yaml, "application/yaml")).Expect(201);
        (await host.Admin.SendTextAsync(HttpMethod.Put, "/sources/written", yaml + "\n# again\n", "application/yaml")).Expect(200);

        var source = (await host.Admin.GetAsync("/sources/written")).Expect(200);
        Assert.Equal(yaml + "\n# again\n", source.GetProperty("definition").GetString());
        Assert.Equal("new", source.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("POST", "/sources/validate")]
    [InlineData("POST", "/sources")]
    [InlineData("PUT", "/sources/demo")]
    public async Task Save_ABadDefinition_Is422WithLineAndColumn(string method, string path)
    {
        var yaml = Yaml("demo").Replace("selector: h1", "selector: 'h1['", StringComparison.Ordinal);
        var line = yaml.Split('\n').ToList().FindIndex(text => text.Contains("h1[", StringComparison.Ordinal)) + 1;

        var problem = (await host.Admin.SendTextAsync(new HttpMethod(method), path, yaml, "application/yaml")).ExpectProblem(422);

        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(line, error.GetProperty("line").GetInt32());
        Assert.True(error.GetProperty("column").GetInt32() > 1);
        Assert.NotEmpty(error.GetProperty("path").GetString()!);
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Put_UnderAnotherId_Is422() =>
        Assert.Equal(
            "id",
            (await host.Admin.SendTextAsync(HttpMethod.Put, "/sources/other", Yaml("one"), "application/yaml"))
                .ExpectProblem(422)
                .GetProperty("errors")[0]
                .GetProperty("path")
                .GetString()
        );

    [Fact]
    public async Task Validate_AGoodDefinition_TellsWhatItIsAndStoresNothing()
    {
        var answer = (await host.Admin.SendTextAsync(HttpMethod.Post, "/sources/validate", Yaml("unstored"), "application/yaml")).Expect(
            200
        );

        Assert.Equal("unstored", answer.GetProperty("id").GetString());
        Assert.Equal(
            ["catalog", "creator", "episodes", "item", "search", "series", "top"],
            answer.GetProperty("paths").EnumerateArray().Select(path => path.GetString())
        );
        (await host.Admin.GetAsync("/sources/unstored")).ExpectProblem(404);
    }

    [Fact]
    public async Task ExportThenDelete_ASource_GivesItsTextAndLeavesNothing()
    {
        var yaml = Yaml("closing");
        (await host.Admin.SendTextAsync(HttpMethod.Post, "/sources", yaml, "application/yaml")).Expect(201);

        var export = await host.Admin.GetAsync("/sources/closing/export");
        Assert.Equal((200, "application/yaml", yaml), (export.Status, export.ContentType, export.Text));

        var dry = (await host.Admin.DeleteAsync("/sources/closing?dryRun=true")).Expect(200);
        Assert.Equal((false, 0), (dry.GetProperty("deleted").GetBoolean(), dry.GetProperty("items").GetInt32()));
        (await host.Admin.DeleteAsync("/sources/closing?items=7")).ExpectProblem(409);
        // 2^32: no count may wrap round to the true one.
        (await host.Admin.DeleteAsync("/sources/closing?items=4294967296")).ExpectProblem(409);
        Assert.True((await host.Admin.DeleteAsync("/sources/closing?reason=moved")).Expect(200).GetProperty("deleted").GetBoolean());
        (await host.Admin.GetAsync("/sources/closing")).ExpectProblem(404);
    }

    [Fact]
    public async Task Pause_WithAReason_IsShownAndLocksTasksUntilResume()
    {
        (await host.Admin.SendTextAsync(HttpMethod.Post, "/sources", Yaml("paused"), "application/yaml")).Expect(201);

        var paused = (await host.Admin.PostAsync("/sources/paused/pause", new { reason = "moving house" })).Expect(200);

        Assert.Equal(("moving house", "paused"), (paused.GetProperty("pauseReason").GetString(), paused.GetProperty("state").GetString()));
        (await host.Admin.PostAsync("/tasks", new { task = "catalog-sync", sourceId = "paused" })).ExpectProblem(423);
        Assert.False((await host.Admin.PostAsync("/sources/paused/resume")).Expect(200).GetProperty("paused").GetBoolean());
    }
}
