using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.People;
using ParserAdmin.Components.Pages.Sources.Detail;
using ParserAdmin.Components.Pages.Sources.Editing;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Schedules;
using Xunit;

namespace ParserAdmin.Tests.Components;

/// <summary>Two admins change the same thing: the second is told what the first one changed, and loses nothing that they typed.</summary>
public sealed class TwoAdminsTests : IAsyncLifetime
{
    private const string Catalog = "catalog-sync:shop";
    private static readonly Actor Bob = Actors.Admin with { Id = "u-bob", Name = "bob@example.org" };
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync(Actors.Admin);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Schedule_TheSecondIsShownWhatChanged_AndTheirTimesStay()
    {
        await _host.Core.AddSourceAsync();
        var seen = (await _host.Core.ScheduleAsync(Catalog)).Schedule;
        var dialogs = await _host.OpenAsync(new DialogParameters<ScheduleDialog> { { dialog => dialog.Schedule, seen } });
        await dialogs.InvokeAsync(() =>
            dialogs
                .FindComponent<MudSelect<ParserAdmin.Components.Pages.Schedules.WhenKind>>()
                .Instance.ValueChanged.InvokeAsync(ParserAdmin.Components.Pages.Schedules.WhenKind.Cron)
        );
        await dialogs.WaitForElement(".mono input").InputAsync(new() { Value = "0 3 * * SUN" });
        var theirs = ScheduleEdit.Of(seen) with { Overlap = OverlapPolicy.Queue };
        await _host.Core.Get<ScheduleCommands>().EditAsync(Bob, Catalog, theirs, seen.Version, null, CancellationToken.None);

        await dialogs.Find(".dialog-form").SubmitAsync();

        Assert.Contains("bob@example.org changed this schedule meanwhile. What you entered is kept", Words(dialogs));
        Assert.Equal("If the run before has not endedskip this onelet one wait", Squeezed(dialogs.Find(".diff-row").TextContent));
        Assert.Equal("0 3 * * SUN", dialogs.Find(".mono input").GetAttribute("value"));

        // Saved again it is decided on what was shown: both changes hold.
        await dialogs.Find(".dialog-form").SubmitAsync();
        var now = (await _host.Core.ScheduleAsync(Catalog)).Schedule;
        Assert.Equal(("0 3 * * SUN", OverlapPolicy.Queue), (now.Cron, now.Overlap));
    }

    [Fact]
    public async Task Item_TheSecondIsShownWhatChanged_AndTheirTextStays()
    {
        await _host.Core.AddSourceAsync();
        await _host.Core.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        var seen = Assert.Single(await _host.Core.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None));
        var dialogs = await _host.OpenAsync(new DialogParameters<EditItemDialog> { { dialog => dialog.Item, seen } });
        await dialogs.Find(".edit-fields input").InputAsync(new() { Value = "My sea" });
        var theirs = new ItemEdit(new Dictionary<string, IReadOnlyList<string>> { ["title"] = ["His sea"], ["price"] = ["9"] }, []);
        await _host.Core.Get<ItemEditCommands>().EditAsync(Bob, seen.Id, theirs, CancellationToken.None);

        await dialogs.Find("form.dialog-form").SubmitAsync();

        Assert.Contains("bob@example.org changed title meanwhile. What you entered is kept", Words(dialogs));
        Assert.Equal(["TitleSeaHis sea", "Price12.59"], dialogs.FindAll(".diff-row").Select(row => Squeezed(row.TextContent)));
        Assert.Contains("9", dialogs.FindAll(".edit-fields input").Select(input => input.GetAttribute("value")));
        await dialogs.Find("form.dialog-form").SubmitAsync();
        var now = await _host.Core.Get<ItemQueries>().FindAsync(seen.Id, CancellationToken.None);
        Assert.Equal(("My sea", 9m), (now!.Title, now.Price));
    }

    [Fact]
    public async Task Values_TheSecondIsShownWhatChanged_AndTheirValuesStay()
    {
        var source = await DefineAsync("settings: { city: { label: City }, key: { type: secret } }\n");
        var panel = _host.Page.Render<SourceValues>(with => with.Add(one => one.Source, source).Add(one => one.CanEdit, true));
        panel.WaitForElement("input");
        await panel.FindAll("input")[0].InputAsync(new() { Value = "Bonn" });
        await panel.FindAll("input")[1].InputAsync(new() { Value = "hers" });
        _host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
        await SetAsync(new() { ["city"] = "Berlin", ["key"] = "his-1" });

        await panel.Find("form").SubmitAsync();

        Assert.Contains("bob@example.org changed 'City' meanwhile. What you entered is kept", panel.Find("[role=alert]").TextContent);
        Assert.Equal(["City(empty)Berlin", "key(none)(stored), anew"], panel.FindAll(".diff-row").Select(row => Squeezed(row.TextContent)));
        Assert.Equal(["Bonn", "hers"], panel.FindAll("input").Select(input => input.GetAttribute("value")));
        Assert.DoesNotContain("his-1", panel.Markup, StringComparison.Ordinal);

        await panel.Find("form").SubmitAsync();
        Assert.Equal(("Bonn", "hers"), await ValuesAsync(source));
        Assert.Empty(panel.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Values_SetByAnother_ComeInWhereNothingIsTyped_AndAreToldWhereSomethingIs()
    {
        var source = await DefineAsync("settings: { city: { label: City }, zip: { label: Zip } }\n");
        var panel = _host.Page.Render<SourceValues>(with => with.Add(one => one.Source, source).Add(one => one.CanEdit, true));
        panel.WaitForElement("input");
        await panel.FindAll("input")[0].InputAsync(new() { Value = "Bonn" });
        _host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
        await SetAsync(new() { ["city"] = "Berlin", ["zip"] = "10115" });

        // The page hears that something of the source changed, and reads it anew.
        var read = await _host.Core.Get<SourceQueries>().FindAsync("shop", CancellationToken.None);
        panel.Render(with => with.Add(one => one.Source, read!));

        panel.WaitForAssertion(() => Assert.Equal(["Bonn", "10115"], panel.FindAll("input").Select(input => input.GetAttribute("value"))));
        Assert.Equal("City(empty)Berlin", Squeezed(panel.Find(".diff-row").TextContent));
    }

    [Fact]
    public async Task Role_TheSecondIsShownWhatChanged_AndTheirChoiceStays()
    {
        var people = _host.Core.Get<PeopleCommands>();
        await people.AddAsync(Actors.Admin, "root@example.org", Role.Admin, "correct horse battery", default);
        var seen = (await people.AddAsync(Actors.Admin, "eve@example.org", Role.Viewer, "correct horse battery", default)).Value!;
        var dialogs = await _host.OpenAsync(new DialogParameters<RoleDialog> { { dialog => dialog.Who, seen } });
        await dialogs.InvokeAsync(() => dialogs.FindComponent<RoleChoice>().Instance.ValueChanged.InvokeAsync(Role.Admin));
        await dialogs.Find("#reason").InputAsync(new() { Value = "she is on call" });
        await people.SetRoleAsync(Bob, seen.Id, Role.Operator, null, default);

        await dialogs.Find("form").SubmitAsync();

        Assert.Contains("bob@example.org changed the rights of eve@example.org meanwhile.", Words(dialogs));
        Assert.Equal("Rolevieweroperator", Squeezed(dialogs.Find(".diff-row").TextContent));
        Assert.Equal("she is on call", dialogs.Find("#reason").GetAttribute("value"));

        await dialogs.Find("form").SubmitAsync();
        var now = (await _host.Core.Get<PeopleQueries>().PeopleAsync(CancellationToken.None)).Single(person => person.Id == seen.Id);
        Assert.Equal(Role.Admin, now.Role);
    }

    [Fact]
    public async Task Pause_OfASource_TheSecondReadsTheFirstReason()
    {
        var source = await _host.Core.AddSourceAsync();
        var dialogs = await _host.OpenAsync(new DialogParameters<PauseDialog> { { dialog => dialog.Source, source } });
        await dialogs.Find("#reason").InputAsync(new() { Value = "flood" });
        await _host.Core.Get<SourceCommands>().PauseAsync(Bob, "shop", "storm", CancellationToken.None);

        await dialogs.Find("form").SubmitAsync();

        Assert.Contains("bob@example.org paused this source meanwhile: storm.", Words(dialogs));
        Assert.Equal("flood", dialogs.Find("#reason").GetAttribute("value"));
        await dialogs.Find("form").SubmitAsync();
        Assert.Equal("flood", (await _host.Core.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!.PauseReason);
    }

    [Fact]
    public async Task Pause_OfSchedules_StopsAtTheOneThatAnotherPaused_AndGoesOnFromThere()
    {
        await _host.Core.AddSourceAsync();
        string[] ids = [Catalog, "episode-sync:shop"];
        List<Schedule> seen = [(await _host.Core.ScheduleAsync(ids[0])).Schedule, (await _host.Core.ScheduleAsync(ids[1])).Schedule];
        var dialogs = await _host.OpenAsync(new DialogParameters<PauseScheduleDialog> { { dialog => dialog.Chosen, seen } });
        await dialogs.Find("#reason").InputAsync(new() { Value = "flood" });
        await _host.Core.Get<ScheduleCommands>().PauseAsync(Bob, ids[1], "storm", CancellationToken.None);

        await dialogs.Find("form").SubmitAsync();
        Assert.Contains("bob@example.org paused this schedule meanwhile: storm.", Words(dialogs));
        await dialogs.Find("form").SubmitAsync();

        foreach (var id in ids)
            Assert.Equal("flood", (await _host.Core.ScheduleAsync(id)).Schedule.PauseReason);
        Assert.Equal(
            3,
            (await _host.Core.AuditAsync()).Count(entry => entry is { Action: "schedule.pause", Outcome: AuditOutcome.Succeeded })
        );
    }

    [Fact]
    public async Task Definition_TheSecondSeesBothDifferences_AndTheirTextStays()
    {
        var source = await _host.Core.AddSourceAsync();
        var mine = TestSources.Yaml("shop", name: "Mine");
        var editor = _host.Page.Render<DefinitionEditor>(with => with.Add(one => one.Source, source).Add(one => one.CanEdit, true));
        await editor.Find("textarea").ChangeAsync(new() { Value = mine });
        await _host
            .Core.Get<SourceCommands>()
            .SaveAsync(Bob, TestSources.Yaml("shop", name: "His"), "shop", source.DefinitionVersion, CancellationToken.None);

        await ClickAsync(editor, "Save");

        Assert.Contains("bob@example.org changed this definition while you were editing it", editor.Find("[role=alert]").TextContent);
        Assert.Equal(mine, editor.Find("textarea").GetAttribute("value"));
        Assert.Equal(
            ["-name: A shop", "+name: His", "-name: His", "+name: Mine"],
            editor
                .FindAll(".text-diff-line.removed, .text-diff-line.added")
                .Select(line => (line.ClassList.Contains("added") ? "+" : "-") + line.QuerySelector(".text-diff-text")!.TextContent)
        );

        await ClickAsync(editor, "Save mine in place of it");
        Assert.Equal("Mine", (await _host.Core.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!.Name);
        Assert.Empty(editor.FindAll(".conflict"));
    }

    [Fact]
    public async Task Definition_TheirsIsTaken_TheFieldHoldsIt()
    {
        var source = await _host.Core.AddSourceAsync();
        var editor = _host.Page.Render<DefinitionEditor>(with => with.Add(one => one.Source, source).Add(one => one.CanEdit, true));
        await editor.Find("textarea").ChangeAsync(new() { Value = TestSources.Yaml("shop", name: "Mine") });
        var his = TestSources.Yaml("shop", name: "His");
        var saved = await _host.Core.Get<SourceCommands>().SaveAsync(Bob, his, "shop", source.DefinitionVersion, CancellationToken.None);

        // Heard by the page before anybody saves.
        editor.Render(with => with.Add(one => one.Source, saved.Value));
        await ClickAsync(editor, "Load what is stored");

        Assert.Equal(his, editor.Find("textarea").GetAttribute("value"));
        Assert.Empty(editor.FindAll(".conflict"));
    }

    private async Task<Source> DefineAsync(string settings)
    {
        await _host.Core.DefineAsync(TestSources.Yaml("shop") + settings);
        return (await _host.Core.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!;
    }

    private Task SetAsync(Dictionary<string, string?> values) =>
        _host.Core.Get<SourceSettingCommands>().SetAsync(Bob, "shop", values, CancellationToken.None);

    private async Task<(string, string)> ValuesAsync(Source source)
    {
        var definition = SourceDefinitionReader.Read(source.Definition).Definition!;
        var values = await _host.Core.Get<SourceSettings>().ReadAsync("shop", definition, CancellationToken.None);
        return (values["city"], values["key"]);
    }

    private static string Words(IRenderedComponent<MudDialogProvider> dialogs) => dialogs.Find("[role=alert]").TextContent;

    private static string Squeezed(string text) => string.Concat(text.Split('\n').Select(line => line.Trim()));

    private static Task ClickAsync(IRenderedComponent<DefinitionEditor> editor, string words) =>
        editor.FindAll("button").Single(button => button.TextContent.Trim() == words).ClickAsync(new());
}
