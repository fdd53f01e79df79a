using Bunit;
using ParserAdmin.Components.Pages.Sources.Detail;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Sources;

public sealed class SourceValuesTests
{
    [Fact]
    public async Task Save_Secret_IsStoredAndItsFieldIsEmptyAfterwards()
    {
        await using var host = await PageHost.CreateAsync(Actors.Admin);
        var saved = await host
            .Core.Get<SourceCommands>()
            .SaveAsync(
                Actors.Admin,
                TestSources.Yaml("shop") + "settings: { key: { type: secret, label: API key } }\n",
                null,
                CancellationToken.None
            );
        var panel = host.Page.Render<SourceValues>(with =>
            with.Add(values => values.Source, saved.Value).Add(values => values.CanEdit, true)
        );
        panel.WaitForAssertion(() => Assert.Contains("It has no value yet.", panel.Markup));

        await panel.Find("input[type=password]").InputAsync(new() { Value = "open-sesame" });
        await panel.Find("form").SubmitAsync();

        panel.WaitForAssertion(() => Assert.Contains("Saved.", panel.Find("[role=status]").TextContent));
        Assert.DoesNotContain("open-sesame", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("Stored and not shown; write to replace it.", panel.Markup, StringComparison.Ordinal);
        var definition = SourceDefinitionReader.Read(saved.Value!.Definition).Definition!;
        Assert.Equal("open-sesame", (await host.Core.Get<SourceSettings>().ReadAsync("shop", definition, CancellationToken.None))["key"]);
    }

    [Fact]
    public async Task Type_WhileASaveIsUnderWay_StaysAndIsNotSavedYet()
    {
        await using var host = await PageHost.CreateAsync(Actors.Admin);
        var saved = await host
            .Core.Get<SourceCommands>()
            .SaveAsync(
                Actors.Admin,
                TestSources.Yaml("shop") + "settings: { user: { default: guest }, city: { label: City } }\n",
                null,
                CancellationToken.None
            );
        var panel = host.Page.Render<SourceValues>(with =>
            with.Add(values => values.Source, saved.Value).Add(values => values.CanEdit, true)
        );
        panel.WaitForAssertion(() => Assert.Equal("guest", panel.Find("input").GetAttribute("value")));
        var answer = new TaskCompletionSource();
        host.Delay(answer.Task);

        await panel.FindAll("input")[0].InputAsync(new() { Value = "ada" });
        await panel.FindAll("input")[1].InputAsync(new() { Value = "Bonn" });
        var saving = panel.Find("form").SubmitAsync();
        await panel.FindAll("input")[1].InputAsync(new() { Value = "Berlin" });
        answer.SetResult();
        await saving;

        Assert.Equal(["ada", "Berlin"], panel.FindAll("input").Select(input => input.GetAttribute("value")));
        var definition = SourceDefinitionReader.Read(saved.Value!.Definition).Definition!;
        Assert.Equal("Bonn", (await host.Core.Get<SourceSettings>().ReadAsync("shop", definition, CancellationToken.None))["city"]);
        Assert.False(panel.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Render_Viewer_MayNotEdit()
    {
        await using var host = await PageHost.CreateAsync(Actors.Admin);
        var saved = await host
            .Core.Get<SourceCommands>()
            .SaveAsync(Actors.Admin, TestSources.Yaml("shop") + "settings: { user: { default: guest } }\n", null, CancellationToken.None);

        var panel = host.Page.Render<SourceValues>(with =>
            with.Add(values => values.Source, saved.Value).Add(values => values.CanEdit, false)
        );

        panel.WaitForAssertion(() => Assert.Equal("guest", panel.Find("input").GetAttribute("value")));
        Assert.True(panel.Find("input").HasAttribute("disabled"));
        Assert.True(panel.Find("button").HasAttribute("disabled"));
    }
}
