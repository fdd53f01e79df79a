using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Schedules;
using Xunit;

namespace ParserAdmin.Tests.Audit;

/// <summary>Two people change the same thing: what the second decided on is no longer so, and the first one's change stays.</summary>
public sealed class DecidedOnTests
{
    private static readonly Actor Bob = Actors.Admin with { Id = "u-bob", Name = "bob@example.org" };

    [Theory, EachDatabase]
    public async Task Item_AFieldOfTheEditWasChangedSince_IsRefusedWithWhoAndTheItem(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        var seen = await ItemAsync(host);
        await host.Get<ItemEditCommands>().EditAsync(Bob, seen.Id, Edit("price", "9"), CancellationToken.None);

        var price = await AdaAsync(Edit("price", "8") with { Seen = seen });
        var title = await AdaAsync(Edit("title", "The Sea") with { Seen = seen });
        var same = await AdaAsync(Edit("price", "9") with { Seen = seen });

        Assert.Equal((CommandStatus.Conflict, 9m, "fields.price"), (price.Status, price.Value!.Price, price.Field));
        Assert.Equal("bob@example.org changed price meanwhile.", price.Message);
        Assert.True(title.Succeeded && same.Succeeded);
        Assert.Equal(("The Sea", 9m), ((await ItemAsync(host)).Title, (await ItemAsync(host)).Price));

        Task<CommandResult<Item>> AdaAsync(ItemEdit edit) =>
            host.Get<ItemEditCommands>().EditAsync(Actors.Admin, seen.Id, edit, CancellationToken.None);
    }

    [Theory, EachDatabase]
    public async Task Item_ARunChangedTheFieldSince_SaysSo(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        var seen = await ItemAsync(host);
        await host.SaveItemsAsync(StoredItems.Draft("1", "Sea") with { Price = 3 });

        var edited = await host.Get<ItemEditCommands>()
            .EditAsync(Actors.Admin, seen.Id, Edit("price", "8") with { Seen = seen }, CancellationToken.None);

        Assert.Equal((CommandStatus.Conflict, "A run changed price meanwhile."), (edited.Status, edited.Message));
    }

    [Theory, EachDatabase]
    public async Task SourceValue_SetSince_IsRefusedAndNothingIsSet(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.DefineAsync(TestSources.Yaml("shop") + "settings: { city: { label: City }, key: { type: secret } }\n");
        var seen = await SeenAsync(host);
        await SetAsync(host, Bob, new() { ["key"] = "his" }, null);

        var both = await SetAsync(host, Actors.Admin, new() { ["city"] = "Bonn", ["key"] = "hers" }, seen);
        var city = await SetAsync(host, Actors.Admin, new() { ["city"] = "Bonn" }, seen);

        Assert.Equal((CommandStatus.Conflict, "key", "bob@example.org changed 'key' meanwhile."), (both.Status, both.Field, both.Message));
        Assert.True(city.Succeeded, city.Message);
        var stored = await host.Get<SourceSettings>().ReadAsync("shop", await DefinitionAsync(host), CancellationToken.None);
        Assert.Equal(("Bonn", "his"), (stored["city"], stored["key"]));
    }

    [Theory, EachDatabase]
    public async Task SourceValue_TakenAwaySince_SaysByWhom(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.DefineAsync(TestSources.Yaml("shop") + "settings: { city: { label: City } }\n");
        await SetAsync(host, Actors.Admin, new() { ["city"] = "Bonn" }, null);
        var seen = await SeenAsync(host);
        await SetAsync(host, Bob, new() { ["city"] = null }, null);

        var set = await SetAsync(host, Actors.Admin, new() { ["city"] = "Berlin" }, seen);

        Assert.Equal((CommandStatus.Conflict, "bob@example.org changed 'City' meanwhile."), (set.Status, set.Message));
    }

    [Theory, EachDatabase]
    public async Task Role_ChangedSince_IsRefusedWithThePersonAsTheyAre(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var people = host.Get<PeopleCommands>();
        await people.AddAsync(Actors.Admin, "root@example.org", Role.Admin, "correct horse battery", default);
        var seen = (await people.AddAsync(Actors.Admin, "eve@example.org", Role.Viewer, "correct horse battery", default)).Value!;
        await people.SetRoleAsync(Bob, seen.Id, Role.Operator, null, default);

        var stale = await people.SetRoleAsync(Actors.Admin, seen.Id, Role.Admin, null, seen, default);
        var again = await people.SetRoleAsync(Actors.Admin, seen.Id, Role.Admin, null, stale.Value, default);

        Assert.Equal((CommandStatus.Conflict, Role.Operator), (stale.Status, stale.Value!.Role));
        Assert.Equal("bob@example.org changed the rights of eve@example.org meanwhile.", stale.Message);
        Assert.Equal((true, Role.Admin), (again.Succeeded, again.Value!.Role));
    }

    [Theory, EachDatabase]
    public async Task Pause_ByTwo_KeepsTheFirstReason(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var source = await host.AddSourceAsync();
        var schedule = (await host.ScheduleAsync("catalog-sync:shop")).Schedule;
        await host.Get<SourceCommands>().PauseAsync(Bob, "shop", "storm", default);
        await host.Get<ScheduleCommands>().PauseAsync(Bob, schedule.Id, "storm", default);

        var one = await host.Get<SourceCommands>().PauseAsync(Actors.Admin, "shop", "flood", PauseState.Of(source), default);
        var other = await host.Get<ScheduleCommands>().PauseAsync(Actors.Admin, schedule.Id, "flood", PauseState.Of(schedule), default);

        Assert.Equal((CommandStatus.Conflict, "storm"), (one.Status, one.Value!.PauseReason));
        Assert.Equal((CommandStatus.Conflict, "storm"), (other.Status, other.Value!.PauseReason));
        Assert.StartsWith("bob@example.org paused this source meanwhile: storm.", one.Message, StringComparison.Ordinal);
        Assert.StartsWith("bob@example.org paused this schedule meanwhile: storm.", other.Message, StringComparison.Ordinal);
        var again = await host.Get<SourceCommands>().PauseAsync(Actors.Admin, "shop", "flood", PauseState.Of(one.Value), default);
        Assert.Equal((true, "flood"), (again.Succeeded, again.Value!.PauseReason));
    }

    [Theory, EachDatabase]
    public async Task Definition_APauseSince_IsNoConflict_AnotherTextIs(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var source = await host.AddSourceAsync();
        await host.Get<SourceCommands>().PauseAsync(Bob, "shop", "storm", default);

        var first = await SaveAsync("Mine");
        var second = await SaveAsync("Mine again");

        Assert.True(first.Succeeded, first.Message);
        Assert.Equal((CommandStatus.Conflict, "Mine"), (second.Status, second.Value!.Name));

        Task<CommandResult<Source>> SaveAsync(string name) =>
            host.Get<SourceCommands>()
                .SaveAsync(Actors.Admin, TestSources.Yaml("shop", name), "shop", source.DefinitionVersion, CancellationToken.None);
    }

    private static ItemEdit Edit(string field, string value) =>
        new(new Dictionary<string, IReadOnlyList<string>> { [field] = [value] }, []);

    private static async Task<Item> ItemAsync(CoreHost host) =>
        Assert.Single(await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None));

    private static async Task<SourceDefinition> DefinitionAsync(CoreHost host) =>
        SourceDefinitionReader.Read((await host.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!.Definition).Definition!;

    private static async Task<Dictionary<string, DateTime?>> SeenAsync(CoreHost host)
    {
        var states = await host.Get<SourceSettings>().ShowAsync("shop", await DefinitionAsync(host), CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return states.ToDictionary(state => state.Name, state => state.UpdatedAt);
    }

    private static Task<CommandResult<Source>> SetAsync(
        CoreHost host,
        Actor actor,
        Dictionary<string, string?> values,
        Dictionary<string, DateTime?>? seen
    ) => host.Get<SourceSettingCommands>().SetAsync(actor, "shop", values, seen, CancellationToken.None);
}
