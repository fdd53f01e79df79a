using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ParserAdmin.Core.Safety.Gate;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

/// <summary>A page's web socket that is open when everything is stopped.</summary>
public sealed class RelaySocketTests : IAsyncLifetime
{
    private readonly ProxyRig _rig = new();

    /// <summary>What came to the site on its socket; ends with it.</summary>
    private readonly Channel<string> _arrived = Channel.CreateUnbounded<string>();

    public async Task InitializeAsync()
    {
        await _rig.InitializeAsync();
        _rig.Site.Answer = ListenAsync;
    }

    public Task DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Send_WhileTheGateSaysYes_ArrivesAndTheGateIsAskedOnceAMoment()
    {
        using var client = await OpenAsync();
        var asked = _rig.Run.Demands;

        foreach (var word in new[] { "one", "two" })
            await SendAsync(client, word);
        Assert.Equal(asked, _rig.Run.Demands);
        _rig.RealTime.Advance(FreshAnswer.Moment);
        await SendAsync(client, "three");

        Assert.Equal(asked + 1, _rig.Run.Demands);
    }

    [Fact]
    public async Task Send_TheGateSaysNoMeanwhile_IsCutAndNothingOfItArrives()
    {
        using var client = await OpenAsync();
        await SendAsync(client, "one");
        _rig.RealTime.Advance(FreshAnswer.Moment);
        _rig.Run.Refuses = _ => true;

        await client.GetStream().WriteAsync("two"u8.ToArray());

        await AssertCutAsync(client);
        Assert.IsType<GateRefusedException>(_rig.Render.Failure);
    }

    [Fact]
    public async Task Run_IsToldToEnd_TheSocketIsCut()
    {
        using var client = await OpenAsync();
        await SendAsync(client, "one");

        _rig.Run.Stop();

        await AssertCutAsync(client);
    }

    /// <summary>Speaks as a browser does, and then byte by byte: the frames of a web socket are nothing to the proxy.</summary>
    private async Task<TcpClient> OpenAsync()
    {
        var client = await _rig.ConnectAsync();
        await client
            .GetStream()
            .WriteAsync(
                Encoding.UTF8.GetBytes(
                    $"GET http://{_rig.Allowed}/socket HTTP/1.1\r\nHost: {_rig.Allowed}\r\n{_rig.Authorization()}"
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
                )
            );
        var answer = new byte[4096];
        var read = await client.GetStream().ReadAsync(answer).AsTask().WaitAsync(FetchRig.Patience);
        Assert.StartsWith("HTTP/1.1 101", Encoding.UTF8.GetString(answer, 0, read), StringComparison.Ordinal);
        return client;
    }

    private async Task SendAsync(TcpClient client, string word)
    {
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(word));
        Assert.Equal(word, await _arrived.Reader.ReadAsync().AsTask().WaitAsync(FetchRig.Patience));
    }

    /// <summary>On both sides, and the site has had nothing more.</summary>
    private async Task AssertCutAsync(TcpClient client)
    {
        await _arrived.Reader.Completion.WaitAsync(FetchRig.Patience);
        try
        {
            Assert.Equal(0, await client.GetStream().ReadAsync(new byte[16]).AsTask().WaitAsync(FetchRig.Patience));
        }
        catch (IOException)
        {
            // Torn is cut, too.
        }
    }

    private async Task ListenAsync(HttpContext context)
    {
        context.Response.Headers.Upgrade = "websocket";
        await using var page = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        var piece = new byte[4096];
        try
        {
            while (await page.ReadAsync(piece) is var read and > 0)
                await _arrived.Writer.WriteAsync(Encoding.UTF8.GetString(piece, 0, read));
        }
        catch (IOException)
        {
            // It was cut.
        }

        _arrived.Writer.Complete();
    }
}
