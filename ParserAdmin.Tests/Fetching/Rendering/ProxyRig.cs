using System.Net;
using System.Net.Sockets;
using System.Text;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Rendering;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Fetching.Rendering.Relay;
using ParserAdmin.Tests.Fakes;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

/// <summary>
/// The browser's way out without a browser: the tests speak to the proxy themselves, byte by byte, in the name of an open page.
/// </summary>
public sealed class ProxyRig : IAsyncLifetime
{
    private FetchRig _rig = null!;
    private RenderSession _session = null!;
    private IPEndPoint _proxy = null!;

    internal TestSite Site => _rig.Site;

    internal TestRun Run => _rig.Run;

    internal FetchRig Fetching => _rig;

    internal RenderContext Render { get; private set; } = null!;

    internal RenderSession Session => _session;

    /// <summary>By which answers of the gate grow old.</summary>
    internal ManualTimeProvider RealTime { get; } = new();

    /// <summary>Host and port that a page may reach: by name, whose address is this machine's.</summary>
    internal string Allowed => $"site.example:{Site.Port}";

    public async Task InitializeAsync()
    {
        _rig = await FetchRig.StartAsync(allowed: port => [$"site.example:{port}"], realTime: RealTime);
        _rig.Resolver.Names["site.example"] = [IPAddress.Loopback];
        _rig.Resolver.Others = IPAddress.Loopback;
        _session = _rig.Get<RenderSessions>().Open();
        _proxy = IPEndPoint.Parse((await _rig.Get<RenderProxy>().StartAsync(CancellationToken.None))["http://".Length..]);
        Begin();
    }

    public async Task DisposeAsync()
    {
        Render.Dispose();
        await _rig.DisposeAsync();
    }

    /// <summary>Opens a page, whose document is here already.</summary>
    internal void Begin(BrowserOptions? limits = null, PageRendering? rendering = null)
    {
        var address = new Uri($"http://{Allowed}/");
        var document = new FetchedPage(
            address,
            200,
            "text/html",
            Encoding.UTF8.GetBytes("<p>document"),
            null,
            null,
            false,
            TimeSpan.Zero,
            0,
            1
        );
        var context = new FetchContext(Run, new FetchRequest(address, FetchRig.Hasty), [_rig], Run.Stopping);
        Render = new RenderContext(
            context,
            document,
            rendering ?? new PageRendering(null, TimeSpan.FromSeconds(1)),
            limits ?? new BrowserOptions { RequestsPerPage = 10_000 },
            _rig.Clock
        );
        _session.Begin(Render);
    }

    /// <summary>One plain request through the proxy.</summary>
    /// <returns>The whole answer, or what came of it before the connection ended.</returns>
    internal async Task<string> GetAsync(string url, string? headers = null, bool credentials = true)
    {
        using var client = await ConnectAsync();
        return await AskAsync(
            client.GetStream(),
            $"GET {url} HTTP/1.1\r\nHost: x\r\n{(credentials ? Authorization() : "")}{headers}Connection: close\r\n\r\n"
        );
    }

    /// <summary>One request through a tunnel.</summary>
    /// <returns>The proxy's answer to CONNECT where it is no 200, else the answer from within.</returns>
    internal async Task<string> TunnelAsync(string authority, string path = "/", string? headers = null, bool credentials = true)
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        var opened = await OpenTunnelAsync(stream, authority, credentials);
        return opened.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
            ? await AskAsync(stream, $"GET {path} HTTP/1.1\r\nHost: x\r\n{headers}Connection: close\r\n\r\n")
            : opened;
    }

    internal async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(_proxy);
        return client;
    }

    internal async Task<string> OpenTunnelAsync(Stream stream, string authority, bool credentials = true)
    {
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{(credentials ? Authorization() : "")}\r\n")
        );
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer).AsTask().WaitAsync(FetchRig.Patience));
    }

    internal static async Task<string> AskAsync(Stream stream, string request)
    {
        var answer = new StringBuilder();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer).AsTask().WaitAsync(FetchRig.Patience) is var read and > 0)
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // The proxy tore the connection: what has come is the answer.
        }

        return answer.ToString();
    }

    internal string Authorization() =>
        $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_session.Name}:{_session.Password}"))}\r\n";
}
