using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.SavedViews;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Hosting.Databases;
using Xunit;

namespace ParserAdmin.Tests.People;

/// <summary>A person's views of the lists: theirs alone, by name, and gone with them.</summary>
public sealed class SavedViewTests
{
    [Theory, EachDatabase]
    public async Task Save_Views_AreThePersonsOwnOfThatListByName(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var (olga, vera) = (await PersonAsync(host, "olga@example.org"), await PersonAsync(host, "vera@example.org"));
        var views = host.Get<SavedViewCommands>();

        await SaveAsync(views, olga, "jobs", "shop fails", "status=failed&source=shop");
        await SaveAsync(views, olga, "jobs", "  All that failed ", "status=failed");
        await SaveAsync(views, olga, "items", "Rare", "status=rare");
        await SaveAsync(views, vera, "jobs", "Shop fails", "status=lost");

        Assert.Equal(
            [("All that failed", "status=failed"), ("shop fails", "status=failed&source=shop")],
            (await views.ListAsync(olga, "jobs", default)).Select(view => (view.Name, view.Query))
        );
        Assert.Equal("status=lost", Assert.Single(await views.ListAsync(vera, "jobs", default)).Query);
        Assert.Empty(await views.ListAsync(vera, "items", default));
    }

    [Theory, EachDatabase]
    public async Task Save_UnderANameThatIsThere_ReplacesWhatItShows(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var olga = await PersonAsync(host, "olga@example.org");
        var views = host.Get<SavedViewCommands>();
        await SaveAsync(views, olga, "jobs", "Mine", "status=failed");

        await SaveAsync(views, olga, "jobs", "MINE", "status=lost");

        var view = Assert.Single(await views.ListAsync(olga, "jobs", default));
        Assert.Equal(("Mine", "status=lost"), (view.Name, view.Query));
    }

    [Theory, EachDatabase]
    public async Task RenameAndDelete_OwnView_AndNobodyElses(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var (olga, vera) = (await PersonAsync(host, "olga@example.org"), await PersonAsync(host, "vera@example.org"));
        var views = host.Get<SavedViewCommands>();
        var first = await SaveAsync(views, olga, "jobs", "First", "status=failed");
        var second = await SaveAsync(views, olga, "jobs", "Second", "status=lost");

        Assert.Equal(CommandStatus.NotFound, (await views.RenameAsync(vera, first.Id, "Hers", default)).Status);
        Assert.Equal(CommandStatus.NotFound, (await views.DeleteAsync(vera, first.Id, default)).Status);
        Assert.Equal(CommandStatus.Conflict, (await views.RenameAsync(olga, first.Id, "second", default)).Status);
        Assert.True((await views.RenameAsync(olga, first.Id, "FIRST", default)).Succeeded);
        Assert.True((await views.DeleteAsync(olga, second.Id, default)).Succeeded);
        Assert.Equal(CommandStatus.NotFound, (await views.DeleteAsync(olga, second.Id, default)).Status);

        Assert.Equal("FIRST", Assert.Single(await views.ListAsync(olga, "jobs", default)).Name);
    }

    [Theory, EachDatabase]
    public async Task Remove_ThePerson_TakesTheirViewsAlong(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var olga = await PersonAsync(host, "olga@example.org");
        var views = host.Get<SavedViewCommands>();
        await SaveAsync(views, olga, "jobs", "Mine", "status=failed");

        Assert.True((await host.Get<PeopleCommands>().RemoveAsync(Actors.Admin, olga.Id!, null, default)).Succeeded);

        Assert.Empty(await views.ListAsync(olga, "jobs", default));
    }

    [Theory]
    [InlineData("", "status=failed", CommandStatus.Invalid)]
    [InlineData(" \0 ", "status=failed", CommandStatus.Invalid)]
    [InlineData("Mine", "", CommandStatus.Invalid)]
    [InlineData("a name of more than sixty characters, which no menu has the room to show", "status=failed", CommandStatus.Invalid)]
    public async Task Save_WhatIsNoView_IsRefused(string name, string query, CommandStatus status)
    {
        await using var host = await CoreHost.CreateAsync();
        var olga = await PersonAsync(host, "olga@example.org");

        var result = await host.Get<SavedViewCommands>().SaveAsync(olga, "jobs", name, query, default);

        Assert.Equal(status, result.Status);
        Assert.Empty(await host.Get<SavedViewCommands>().ListAsync(olga, "jobs", default));
    }

    [Fact]
    public async Task Save_ByAKeyOrWithoutARole_IsForbidden()
    {
        await using var host = await CoreHost.CreateAsync();
        var olga = await PersonAsync(host, "olga@example.org");

        foreach (var actor in (Actor[])[olga with { Type = ActorType.Api }, olga with { Role = null }, olga with { Id = null }])
        {
            var result = await host.Get<SavedViewCommands>().SaveAsync(actor, "jobs", "Mine", "status=failed", default);
            Assert.Equal(CommandStatus.Forbidden, result.Status);
        }
    }

    [Fact]
    public async Task Save_MoreThanAnybodyNeeds_IsRefused()
    {
        await using var host = await CoreHost.CreateAsync();
        var olga = await PersonAsync(host, "olga@example.org");
        var views = host.Get<SavedViewCommands>();
        for (var number = 0; number < SavedViewCommands.Most; number++)
            await SaveAsync(views, olga, "jobs", $"View {number}", "status=failed");

        Assert.Equal(CommandStatus.Conflict, (await views.SaveAsync(olga, "jobs", "One more", "status=lost", default)).Status);
        Assert.True((await views.SaveAsync(olga, "jobs", "View 7", "status=lost", default)).Succeeded);
    }

    [Fact]
    public async Task Changes_AreToldToThePersonsOtherPagesAndNotToTheTrail()
    {
        await using var host = await CoreHost.CreateAsync();
        var olga = await PersonAsync(host, "olga@example.org");
        var audited = (await host.AuditAsync()).Count;
        await using var news = host.Get<EventBus>().Subscribe(raised => raised is SavedViewsChanged);

        await SaveAsync(host.Get<SavedViewCommands>(), olga, "jobs", "Mine", "status=failed");

        await foreach (var batch in news.ReadBatchesAsync(default))
        {
            Assert.Equal(new SavedViewsChanged(olga.Id!, "jobs"), Assert.Single(batch));
            break;
        }

        Assert.Equal(audited, (await host.AuditAsync()).Count);
    }

    private static async Task<Actor> PersonAsync(CoreHost host, string email)
    {
        var added = await host.Get<PeopleCommands>().AddAsync(Actors.Admin, email, Role.Viewer, "correct horse battery", default);
        return Actors.Viewer with { Id = added.Value!.Id, Name = email };
    }

    private static async Task<SavedView> SaveAsync(SavedViewCommands views, Actor actor, string page, string name, string query)
    {
        var saved = await views.SaveAsync(actor, page, name, query, default);
        Assert.True(saved.Succeeded, saved.Message);
        return saved.Value;
    }
}
