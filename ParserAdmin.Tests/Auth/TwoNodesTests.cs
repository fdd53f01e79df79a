using System.Net;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Auth;

/// <summary>Two nodes behind one address, with a balancer that sends each request to either.</summary>
public sealed class TwoNodesTests
{
    [PostgresFact]
    public async Task SignedInOnOne_CookieAndForms_AreGoodOnTheOther()
    {
        var connection = await PostgresServer.CreateEmptyDatabaseAsync();

        // At once, on a database that is still empty.
        var nodes = await Task.WhenAll(StartAsync(connection, "one"), StartAsync(connection, "two"));
        await using var one = nodes[0];
        await using var two = nodes[1];
        await one.AddAsync(Role.Operator);

        // The page comes from one node, and its form goes to the other.
        using var client = one.Client();
        var signedIn = await SignInHost.SubmitAsync(
            client,
            "/account/sign-in",
            At(two, "/account/sign-in"),
            ("email", SignInHost.Email),
            ("password", SignInHost.Password)
        );
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        foreach (var node in nodes)
        {
            using var page = await client.GetAsync(At(node, "/admin/parser/settings"));
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        using var stopped = await StopAsync(client, one, two);

        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        Assert.True((await one.Get<SettingsStore>().ReadAsync(default)).Stopped);
        Assert.All(nodes, node => Assert.False(Directory.Exists(Path.Combine(node.Folder, "keys"))));
    }

    [PostgresFact]
    public async Task SignedInOnOne_DatabaseIsAway_StopsTheOther_AndIsSignedInAfterwards()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var one = await StartAsync(postgres.ConnectionString, "one");
        await using var two = await StartAsync(postgres.ConnectionString, "two");
        await one.AddAsync(Role.Operator);
        using var client = await one.SignedInAsync();
        await two.Get<KnownRights>().RefreshAsync(default);

        await postgres.StopAsync();

        using var page = await client.GetAsync(At(two, "/admin/parser/settings"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        using var stopped = await StopAsync(client, two, two);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, stopped.StatusCode);
        Assert.NotNull(two.Get<LocalLatch>().Reason);

        await postgres.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await OnceBackAsync(client, At(two, "/admin/parser/settings")));
    }

    /// <summary>The first calls may meet connections that broke with the server.</summary>
    private static async Task<HttpStatusCode> OnceBackAsync(HttpClient client, string address)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await client.GetAsync(address);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries == 200)
                return answer.StatusCode;
            await Task.Delay(50);
        }
    }

    private static Task<SignInHost> StartAsync(string connection, string node) =>
        SignInHost.StartAsync(
            "--ParserAdmin:Database:Provider=postgres",
            $"--ParserAdmin:Database:ConnectionString={connection}",
            $"--ParserAdmin:Node:Name={node}"
        );

    private static Task<HttpResponseMessage> StopAsync(HttpClient client, SignInHost page, SignInHost form) =>
        SignInHost.SubmitAsync(client, At(page, "/portal/stop"), At(form, "/portal/stop"), ("reason", "water"));

    private static string At(SignInHost node, string path) => new Uri(new Uri(node.Address), path).ToString();
}
