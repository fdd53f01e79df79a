using Bunit;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Account;
using ParserAdmin.Components.Pages.People;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.People;

public sealed class PeoplePagesDisposeTests
{
    [Fact]
    public Task People_Closed_LeavesNoSubscription() => LeavesNoneAsync<PeoplePage>();

    [Fact]
    public Task Keys_Closed_LeavesNoSubscription() => LeavesNoneAsync<KeysPage>();

    [Fact]
    public Task Account_Closed_LeavesNoSubscription() => LeavesNoneAsync<OwnAccountPage>();

    private static async Task LeavesNoneAsync<TPage>()
        where TPage : IComponent
    {
        await using var host = await PageHost.CreateAsync();
        var me = await host
            .Core.Get<PeopleCommands>()
            .AddAsync(Actors.Admin, "ada@example.org", Role.Admin, "correct horse battery", default);
        await host.Core.Get<KeyCommands>().AddAsync(Actors.Admin, "ci", Role.Viewer, null, null, default);
        host.Become(Actors.Admin with { Id = me.Value!.Id });
        host.Dialogs();
        var before = host.Subscriptions;
        var page = host.Page.Render<TPage>();
        page.WaitForElement("table, .panel-form");
        Assert.Equal(before + 1, host.Subscriptions);

        await host.Page.DisposeComponentsAsync();

        Assert.Equal(before, host.Subscriptions);
    }
}
