using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.People;

/// <summary>Lists of people and keys are read a page at a time.</summary>
public sealed class PeoplePagesTests
{
    [Theory, EachDatabase]
    public async Task People_PageByPage_AreAllOfThemOnceByAddress(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var emails = Enumerable.Range(0, 5).Select(number => $"p{number}@example.org").ToList();
        foreach (var email in Enumerable.Reverse(emails))
            await AddAsync(host, email, Role.Viewer);

        var (seen, after) = (new List<string>(), (string?)null);
        while (await host.Get<PeopleQueries>().PeopleAsync(null, after, 2, default) is [.., var last] page)
        {
            Assert.InRange(page.Count, 1, 2);
            Assert.All(page, person => Assert.Equal(Role.Viewer, person.Role));
            seen.AddRange(page.Select(person => person.Email));
            after = last.Email;
        }

        Assert.Equal(emails, seen);
    }

    [Theory, EachDatabase]
    public async Task People_ByAPartOfTheAddress_AreFoundWhateverItsCase(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await AddAsync(host, "Ada_L@example.org", Role.Viewer);
        await AddAsync(host, "adam@example.org", Role.Viewer);
        await AddAsync(host, "bob@shop.example", Role.Viewer);

        Assert.Equal(["adam@example.org", "Ada_L@example.org"], await FoundAsync("aDa"));
        Assert.Equal(["Ada_L@example.org"], await FoundAsync("a_"));
        Assert.Equal(["bob@shop.example"], await FoundAsync("@SHOP"));
        Assert.Empty(await FoundAsync("%"));

        async Task<IEnumerable<string>> FoundAsync(string text) =>
            (await host.Get<PeopleQueries>().PeopleAsync(text, null, 10, default)).Select(person => person.Email);
    }

    [Theory, EachDatabase]
    public async Task OnlyAdmin_IsWhoCanSignInWithAPassword(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var queries = host.Get<PeopleQueries>();
        Assert.Null(await queries.OnlyAdminAsync(default));
        var ada = await AddAsync(host, "ada@example.org", Role.Admin);
        Assert.Equal(ada.Id, await queries.OnlyAdminAsync(default));
        var eve = await AddAsync(host, "eve@example.org", Role.Admin);
        Assert.Null(await queries.OnlyAdminAsync(default));

        await host.Get<PeopleCommands>().SetDisabledAsync(Actors.Admin, eve.Id, true, null, default);

        Assert.Equal(ada.Id, await queries.OnlyAdminAsync(default));
    }

    [Theory, EachDatabase]
    public async Task Keys_PageByPage_AreThoseThatOpenSomethingFirst(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var (queries, now) = (host.Get<PeopleQueries>(), host.Clock.UtcMilliseconds());
        foreach (var name in new[] { "first", "brief", "taken", "last" })
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            var made = await host.Get<KeyCommands>()
                .AddAsync(Actors.Admin, name, Role.Viewer, name == "brief" ? now.AddHours(1) : null, null, default);
            if (name == "taken")
                await host.Get<KeyCommands>().RevokeAsync(Actors.Admin, made.Value!.Key.Id, null, default);
        }

        host.Clock.Advance(TimeSpan.FromHours(2));

        foreach (var size in new[] { 1, 2, 3 })
        {
            var (seen, after) = (new List<string>(), (Guid?)null);
            while (await queries.KeysAsync(null, after, size, default) is [.., var last] page)
            {
                seen.AddRange(page.Select(key => key.Name));
                after = last.Id;
            }

            Assert.Equal(["last", "first", "taken", "brief"], seen);
        }

        Assert.Equal(["last"], (await queries.KeysAsync("LAS", null, 10, default))!.Select(key => key.Name));
        Assert.Null(await queries.KeysAsync(null, Guid.NewGuid(), 10, default));
    }

    private static async Task<Person> AddAsync(CoreHost host, string email, Role role) =>
        (await host.Get<PeopleCommands>().AddAsync(Actors.Admin, email, role, "correct horse battery", default)).Value!;
}
