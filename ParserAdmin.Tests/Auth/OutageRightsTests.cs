using System.Net;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Auth;

/// <summary>Who is signed in when the database goes away: who might stop at the last look may stop, and nothing else is done.</summary>
public sealed class OutageRightsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task Cookie_DatabaseIsAway_StopsByTheRightsOfTheLastLookAndDoesNothingElse()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var host = await SignInHost.StartAsync(
            "--ParserAdmin:Database:Provider=postgres",
            $"--ParserAdmin:Database:ConnectionString={postgres.ConnectionString}"
        );
        await host.AddAsync(Role.Operator, "olga@example.org");
        await host.AddAsync(Role.Viewer, "vera@example.org");
        var former = await host.AddAsync(Role.Operator, "former@example.org");
        using var olga = await host.SignedInAsync("olga@example.org");
        using var vera = await host.SignedInAsync("vera@example.org");

        // The cookie still says operator.
        using var demoted = await host.SignedInAsync("former@example.org");
        Assert.True((await host.Get<PeopleCommands>().SetRoleAsync(Actor.System, former.Id, Role.Viewer, "test", default)).Succeeded);
        await UntilAsync(() => Task.FromResult(host.Get<KnownRights>().Person(former.Id)?.Role == Role.Viewer), "the new role is known");

        await postgres.StopAsync();

        foreach (var path in new[] { "/", "/sources", "/admin/parser/settings" })
        {
            using var answer = await olga.GetAsync(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("does not answer", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await vera.GetAsync("/portal/stop")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await StopAsync(demoted)).StatusCode);
        Assert.Null(host.Get<LocalLatch>().Reason);

        using var stopped = await StopAsync(olga);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, stopped.StatusCode);
        Assert.Contains("This node is stopped", await stopped.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Emergency stop by olga@example.org: water", host.Get<LocalLatch>().Reason);

        await postgres.StartAsync();
        await UntilAsync(
            async () => host.Get<LocalLatch>().Reason is null && (await host.AuditAsync(EmergencyStop.Action)).Count > 0,
            "the stop is stored"
        );
        var settings = await host.Get<SettingsStore>().ReadAsync(default);
        Assert.Equal((true, "olga@example.org", "water"), (settings.Stopped, settings.StoppedBy, settings.StopReason));
    }

    private static Task<HttpResponseMessage> StopAsync(HttpClient client) =>
        SignInHost.SubmitAsync(client, "/portal/stop", "/portal/stop", ("reason", "water"));

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < Patience, $"Not within {Patience.TotalSeconds} s: {what}");
            await Task.Delay(50);
        }
    }
}
