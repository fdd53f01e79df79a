using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Parser;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Sessions;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting.Databases;
using Xunit;

namespace ParserAdmin.Tests.Auth;

/// <summary>
/// A stop while another session holds the tables that say who may: whoever might at the last look closes the latch without a question.
/// </summary>
public sealed class HeldRightsTests
{
    /// <summary>Less than a question that is asked before the latch would be waited for.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(20);

    [PostgresFact]
    public async Task Key_KeysAreLocked_ClosesTheLatchAtOnce()
    {
        await using var postgres = await HeldDatabase.CreateAsync();
        await using var host = await SignInHost.StartAsync(postgres.Settings);
        var key = await host.KeyAsync(Role.Operator);
        await host.Get<KnownRights>().RefreshAsync(default);
        using var client = host.Client();

        // The first of a process takes longer; that is no matter of locks.
        (await client.SendAsync(SignInHost.WithKey(HttpMethod.Post, "/admin/parser/emergency-stop", key))).EnsureSuccessStatusCode();
        await using var held = await postgres.HoldAsync("LOCK TABLE api_keys IN ACCESS EXCLUSIVE MODE");

        var watch = Stopwatch.StartNew();
        var stopping = client.SendAsync(SignInHost.WithKey(HttpMethod.Post, "/admin/parser/emergency-stop", key));

        await LatchedAsync(host, watch);
        using var answer = await stopping.WaitAsync(Hanging);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["test", "test"], (await host.AuditAsync(EmergencyStop.Action)).Select(entry => entry.ActorName));
    }

    [PostgresTheory]
    [InlineData("LOCK TABLE users IN ACCESS EXCLUSIVE MODE")]
    [InlineData("LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE")]
    [InlineData("LOCK TABLE user_roles IN ACCESS EXCLUSIVE MODE")]
    public async Task Cookie_PeopleAreLocked_ClosesTheLatchAtOnce(string hold)
    {
        await using var postgres = await HeldDatabase.CreateAsync();
        await using var host = await SignInHost.StartAsync(postgres.Settings);
        await host.AddAsync(Role.Operator);
        using var client = await host.SignedInAsync();
        await host.Get<KnownRights>().RefreshAsync(default);
        using var form = await FormAsync(client);
        (await client.PostAsync("/portal/stop", form)).EnsureSuccessStatusCode();
        using var again = await FormAsync(client);
        await using var held = await postgres.HoldAsync(hold);

        var watch = Stopwatch.StartNew();
        var stopping = client.PostAsync("/portal/stop", again);

        await LatchedAsync(host, watch);
        using var answer = await stopping.WaitAsync(Hanging);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(await host.AuditAsync(EmergencyStop.Action), entry => Assert.Equal(SignInHost.Email, entry.ActorName));
    }

    /// <summary>What nobody here was told of, as where another program wrote it: the database is heard beside the stop.</summary>
    [PostgresFact]
    public async Task Key_WasRevokedSinceTheLastLook_IsRefusedAndTheLatchIsOpenAgain()
    {
        await using var postgres = await HeldDatabase.CreateAsync();
        await using var host = await SignInHost.StartAsync(postgres.Settings);
        var key = await host.KeyAsync(Role.Operator);
        await host.Get<KnownRights>().RefreshAsync(default);
        using var client = host.Client();
        (await client.SendAsync(SignInHost.WithKey(HttpMethod.Get, "/portal/stop", key))).EnsureSuccessStatusCode();
        await postgres.RunAsync("UPDATE api_keys SET revoked_at = now()");

        using var answer = await client.SendAsync(SignInHost.WithKey(HttpMethod.Post, "/admin/parser/emergency-stop", key));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(host.Get<LocalLatch>().Reason);
        Assert.Equal(AuditOutcome.Denied, (await host.AuditAsync(EmergencyStop.Action)).Single().Outcome);
    }

    [PostgresFact]
    public async Task Cookie_WasSignedOutSinceTheLastLook_IsRefusedAndTheLatchIsOpenAgain()
    {
        await using var postgres = await HeldDatabase.CreateAsync();
        await using var host = await SignInHost.StartAsync(postgres.Settings);
        var person = await host.AddAsync(Role.Operator);
        using var client = await host.SignedInAsync();
        await host.Get<KnownRights>().RefreshAsync(default);
        using var form = await FormAsync(client);
        var session = Assert.Single(await host.Get<SessionRegister>().ListAsync(person.Id, default));
        Assert.True(host.Get<KnownRights>().IsSignedIn(session.Id, person.Id));
        await postgres.RunAsync("DELETE FROM sessions");

        using var answer = await client.PostAsync("/portal/stop", form);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(host.Get<LocalLatch>().Reason);
    }

    private static async Task<FormUrlEncodedContent> FormAsync(HttpClient client)
    {
        var document = new HtmlParser().ParseDocument(await client.GetStringAsync("/portal/stop"));
        var token = document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return new([new("__RequestVerificationToken", token), new("reason", "water")]);
    }

    /// <summary>It is open again once the stop is stored.</summary>
    private static async Task LatchedAsync(SignInHost host, Stopwatch since)
    {
        while (host.Get<LocalLatch>().Reason is null && (await host.AuditAsync(EmergencyStop.Action)).Count < 2)
        {
            Assert.InRange(since.Elapsed, TimeSpan.Zero, AtOnce);
            await Task.Delay(5);
        }
    }
}
