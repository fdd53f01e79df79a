using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Fetching.Rendering;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Browser;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

/// <summary>A page that tries every way it has to reach this machine's own network from within the browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HostilePageTests : IDisposable
{
    private const string Page = """
        <!doctype html><link rel=preconnect href="http://127.0.0.1:{0}/"><link rel=dns-prefetch href="//turn.example"><link rel=stylesheet href="http://127.0.0.1:{0}/css">
        <link rel=prefetch href="http://127.0.0.1:{0}/prefetch"><link rel=icon href="http://127.0.0.1:{0}/icon">
        <img src="http://127.0.0.1:{0}/img"><iframe src="http://127.0.0.1:{0}/iframe"></iframe><iframe src="http://[::1]:{0}/iframe"></iframe><iframe src="/redirect"></iframe>
        <script src="http://localhost:{0}/script"></script><script src="/redirect"></script><video src="http://127.0.0.1:{0}/video"></video><object data="http://127.0.0.1:{0}/object"></object>
        <form id=f method=post action="http://127.0.0.1:{0}/form" target=frame><input name=a></form><iframe name=frame></iframe><div id=log></div>
        <script>
        const port = {0}, udp = {1}, tries = [];
        const hosts = ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '0.0.0.0', '[::ffff:127.0.0.1]', 'turn.example', 'evil.example', '127.0.0.1.nip.example'];
        for (const host of hosts) {
          tries.push(fetch(`http://${host}:${port}/fetch`, { mode: 'no-cors' }));
          tries.push(fetch(`https://${host}:${port}/tls`, { mode: 'no-cors' }));
          tries.push(fetch(`http://${host}:${port}/post`, { mode: 'cors', method: 'PUT', headers: { 'X-A': '1' }, body: 'x' }));
          tries.push(new Promise(done => { const socket = new WebSocket(`ws://${host}:${port}/socket`); socket.onclose = done; socket.onopen = done; }));
          tries.push(new Promise(done => { const source = new EventSource(`http://${host}:${port}/events`); source.onerror = () => { source.close(); done(); }; }));
          navigator.sendBeacon(`http://${host}:${port}/beacon`, 'x');
        }
        tries.push(fetch('/redirect', { mode: 'no-cors' }));
        const worker = new Worker(URL.createObjectURL(new Blob([`fetch('http://127.0.0.1:${port}/worker', { mode: 'no-cors' }).catch(() => 0).then(() => postMessage(1)); try { new RTCPeerConnection() } catch { }`])));
        tries.push(new Promise(done => worker.onmessage = done));
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const rtc = window.RTCPeerConnection || frame.contentWindow.RTCPeerConnection;
        let spoke = 'no rtc';
        if (rtc) {
          spoke = 'rtc';
          const connection = new rtc({ iceServers: [{ urls: `stun:127.0.0.1:${udp}` }, { urls: `turn:127.0.0.1:${udp}`, username: 'a', credential: 'b' }, { urls: `turn:127.0.0.1:${port}?transport=tcp`, username: 'a', credential: 'b' }] });
          connection.createDataChannel('x');
          tries.push(connection.createOffer().then(offer => connection.setLocalDescription(offer)));
          tries.push(new Promise(done => { connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && done(); setTimeout(done, 3000); }));
        }
        window.open(`http://127.0.0.1:${port}/popup`);
        document.getElementById('f').submit();
        Promise.allSettled(tries).then(() => document.getElementById('log').innerHTML = `<b class=done>${spoke}</b>`);
        </script>
        """;

    private readonly BrowserRig _rig;
    private readonly TestRun _run = new();

    public HostilePageTests(BrowserRig rig)
    {
        _rig = rig;
        _rig.Site.Requests.Clear();
    }

    public void Dispose() => _run.Dispose();

    [BrowserFact]
    public async Task Fetch_PageThatTriesEveryWayIn_ReachesNothing()
    {
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)udp.Client.LocalEndPoint!).Port;
        var page = Page.Replace("{0}", _rig.Victim.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{1}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        _rig.Site.Answer = context =>
        {
            context.Response.ContentType = "text/html";
            if (context.Request.Path == "/redirect")
                context.Response.Redirect($"http://127.0.0.1:{_rig.Victim.Port}/redirected");
            return context.Response.WriteAsync(page);
        };

        var seen = await _rig.FetchAsync(_run, "/", new PageRendering(".done", TimeSpan.FromSeconds(60), Images: true));

        Assert.True(seen.IsRendered);
        Assert.Empty(_rig.Victim.Requests);
        Assert.Equal(0, udp.Available);
        Assert.Contains(_rig.Events, e => e.Kind == FetchEventKind.Refused && e.Address.Port == _rig.Victim.Port);
    }

    [BrowserFact]
    public async Task Fetch_PageThatGoesOnToAPrivateAddress_IsBlocked()
    {
        _rig.Site.Answer = context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync($"<script>location.href = 'http://127.0.0.1:{_rig.Victim.Port}/'</script>");
        };

        var error = await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync(_run, "/"));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.IsType<AddressRefusedException>(error.InnerException);
        Assert.Empty(_rig.Victim.Requests);
    }

    [BrowserFact]
    public async Task Fetch_WaitedForIsMadeOfSomethingRefused_SaysWhatWasRefused()
    {
        var there = $"http://127.0.0.1:{_rig.Victim.Port}/data";
        _rig.Site.Answer = context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(
                $"<script>fetch('{there}').then(r => r.text()).then(t => document.body.innerHTML = t)</script>"
            );
        };
        // A post is never repeated: one attempt is enough here.
        var request = new FetchRequest(_rig.Site.At("/"), FetchRig.Hasty)
        {
            Body = RequestBody.OfForm([], repeatable: false),
            Rendering = new PageRendering(".never", TimeSpan.FromSeconds(3)),
        };

        var error = await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync(_run, request));

        Assert.Equal(ErrorClass.Timeout, error.Class);
        Assert.Contains($"The page went without {there}: ", error.Message, StringComparison.Ordinal);
        Assert.Empty(_rig.Victim.Requests);
    }

    [BrowserFact]
    public async Task Fetch_WebSocketOfAnAllowedHost_Works()
    {
        _rig.Site.Answer = async context =>
        {
            if (context.Request.Path == "/")
            {
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync(
                    $"<body><script>const s = new WebSocket('ws://127.0.0.1:{_rig.Site.Port}/socket'); s.onopen = () => s.send('hi'); "
                        + $"s.onmessage = m => document.body.innerHTML = `<b>${{m.data}}</b>`</script>"
                );
                return;
            }

            using var socket = await EchoSocket.AcceptAsync(context);
            var buffer = new byte[16];
            var read = await socket.ReceiveAsync(buffer, context.RequestAborted);
            await socket.SendAsync(
                buffer.AsMemory(0, read.Count),
                System.Net.WebSockets.WebSocketMessageType.Text,
                true,
                context.RequestAborted
            );
            await socket.ReceiveAsync(buffer, context.RequestAborted);
        };

        var page = await _rig.FetchAsync(_run, "/", new PageRendering("b", TimeSpan.FromSeconds(20)));

        Assert.Contains("<b>hi</b>", System.Text.Encoding.UTF8.GetString(page.Body.Span), StringComparison.Ordinal);
    }
}
