using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using AngleSharp.Html.Parser;
using ParserAdmin.Tests.EndToEnd;

namespace ParserAdmin.Benchmarks.Watching;

/// <summary>
/// A browser as the server sees one: cookies of its own, and an address of its own on loopback, for ten sign-ins a minute are all that the
/// program takes from one.
/// </summary>
internal sealed class SignedInBrowser : IDisposable
{
    private const string Name = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
    private readonly CookieContainer _cookies = new();
    private readonly HttpMessageInvoker _http;

    private SignedInBrowser(Uri portal, IPAddress from)
    {
        Portal = portal;
        _http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectCallback = async (context, token) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Bind(new IPEndPoint(from, 0));
                    await socket.ConnectAsync(context.DnsEndPoint, token);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        );
    }

    public Uri Portal { get; }

    /// <summary>The server took the compression of its live connection that browsers offer.</summary>
    public bool IsCompressed { get; private set; }

    /// <param name="number">Which one of all browsers, from 1 to 250.</param>
    public static async Task<SignedInBrowser> SignInAsync(Uri portal, int number)
    {
        var browser = new SignedInBrowser(portal, new IPAddress([127, 0, 1, (byte)number]));
        var page = new HtmlParser().ParseDocument(await browser.GetAsync("account/sign-in"));
        using var request = browser.Request(HttpMethod.Post, "account/sign-in");
        request.Content = new FormUrlEncodedContent([
            new("__RequestVerificationToken", page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            new("email", PortalProcess.AdminEmail),
            new("password", PortalProcess.AdminPassword),
        ]);
        await browser.SendAsync(request, HttpStatusCode.SeeOther);
        return browser;
    }

    public async Task<string> GetAsync(string path)
    {
        using var request = Request(HttpMethod.Get, path);
        return await SendAsync(request, HttpStatusCode.OK);
    }

    /// <summary>The live connection of a page, compressed as browsers have it.</summary>
    public async Task<ClientWebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Cookie", _cookies.GetCookieHeader(Portal));
        socket.Options.SetRequestHeader("Origin", Portal.GetLeftPart(UriPartial.Authority));
        socket.Options.SetRequestHeader("User-Agent", Name);
        await socket.ConnectAsync(new UriBuilder(new Uri(Portal, "_blazor")) { Scheme = "ws" }.Uri, _http, CancellationToken.None);
        IsCompressed = socket.HttpResponseHeaders?.ContainsKey("Sec-WebSocket-Extensions") == true;
        socket.HttpResponseHeaders = null;
        return socket;
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(Portal, path));
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Add("User-Agent", Name);
        if (_cookies.GetCookieHeader(Portal) is { Length: > 0 } cookies)
            request.Headers.Add("Cookie", cookies);
        return request;
    }

    private async Task<string> SendAsync(HttpRequestMessage request, HttpStatusCode expected)
    {
        using var answer = await _http.SendAsync(request, CancellationToken.None);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != expected)
            throw new InvalidOperationException($"{request.RequestUri}: {answer.StatusCode} in place of {expected}: {text}");
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var cookie in cookies)
                _cookies.SetCookies(Portal, cookie);
        }

        return text;
    }
}
