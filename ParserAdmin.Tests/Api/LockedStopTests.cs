using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Npgsql;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster.ShellStop;
using ParserAdmin.Tests.Auth;
using ParserAdmin.Tests.Commands;
using ParserAdmin.Tests.Hosting.Databases;
using Xunit;

namespace ParserAdmin.Tests.Api;

/// <summary>The answer to a stop while another session holds the table of nodes: it says what is done and what is not known.</summary>
public sealed class LockedStopTests
{
    private const string Nodes = "LOCK TABLE nodes IN ACCESS EXCLUSIVE MODE";

    // Our own locks are waited for up to 8 s; the rest is for a busy machine.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    [PostgresFact]
    public async Task Stop_NodesAreLocked_IsAnsweredSoonAndSaysThatTheyCannotBeRead()
    {
        await using var postgres = await HeldDatabase.CreateAsync();
        await using var host = await SignInHost.StartAsync(postgres.Settings);
        var key = await host.KeyAsync(Role.Operator);
        using var client = host.Client();
        using var before = await SendAsync(client, key);
        Assert.Equal(1, (await JsonAsync(before)).GetProperty("nodes").GetArrayLength());

        await using var held = await postgres.HoldAsync(Nodes);
        var watch = Stopwatch.StartNew();
        using var answer = await SendAsync(client, key);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = await JsonAsync(answer);
        Assert.Equal(JsonValueKind.Null, said.GetProperty("nodes").ValueKind);
        Assert.True(said.GetProperty("stored").GetBoolean() && said.GetProperty("audited").GetBoolean());
        Assert.Contains("cannot be read", said.GetProperty("unknown").GetString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task StopAtTheShell_NodesAreLocked_DoesNotSayThatNoneRuns()
    {
        await using var postgres = await HeldDatabase.CreateAsync();
        await using var host = await SignInHost.StartAsync(postgres.Settings);
        using var rig = new CommandRig();
        await using var held = await postgres.HoldAsync(Nodes);

        var byDatabase = await rig.RunAsync(["stop", .. postgres.Settings]);

        Assert.Equal(1, byDatabase);
        Assert.Contains("The stop is stored (epoch 1)", rig.Output, StringComparison.Ordinal);
        Assert.Contains("Which nodes have acknowledged could not be read", rig.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("No node is running", rig.Output, StringComparison.Ordinal);

        // And by the node itself.
        await using var call = (await StopCall.BeginAsync(host.Folder, new StopRequest("olga", null), default)).Call;
        Assert.Equal(2, (await call!.NextAsync(default))!.Epoch);
        Assert.Null((await call.NextAsync(default))!.Nodes);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string key) =>
        client.SendAsync(SignInHost.WithKey(HttpMethod.Post, "/admin/parser/emergency-stop", key));

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
