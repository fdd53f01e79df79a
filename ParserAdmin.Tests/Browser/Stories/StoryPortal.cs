using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser.Stories;

/// <summary>One program for several stories, each with people of its own: none minds what the others leave behind.</summary>
public sealed class StoryPortal : IAsyncLifetime
{
    /// <summary>An operator.</summary>
    public const string ColleagueEmail = "olga@example.org";

    /// <summary>An operator, until the role is taken away.</summary>
    public const string LeaverEmail = "leo@example.org";

    public PortalHost Host { get; } = new();

    public async Task InitializeAsync()
    {
        await Host.InitializeAsync();
        await Host.AddAdminAsync();
        var people = Host.Services.GetRequiredService<PeopleCommands>();
        foreach (var email in (string[])[ColleagueEmail, LeaverEmail])
        {
            var added = await people.AddAsync(Actor.System, email, Role.Operator, PortalProcess.AdminPassword, CancellationToken.None);
            Assert.True(added.Succeeded, added.Message);
        }
    }

    public Task DisposeAsync() => Host.DisposeAsync();

    /// <summary>Somebody who looks at a page.</summary>
    internal async Task<PortalBrowser> OpenAsync(IBrowser browser, string email, string path)
    {
        var person = await PortalBrowser.OpenAsync(browser, Host.Address);
        await person.SignInAsync(email);
        await person.GoAsync(path);
        return person;
    }

    /// <summary>What somebody did or tried, newest first.</summary>
    internal async Task<IReadOnlyList<AuditEntry>> TrailAsync(string email) =>
        await Host.Services.GetRequiredService<AuditQueries>().RecentAsync(new AuditFilter(Actor: email), null, 50, CancellationToken.None);
}
