using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ParserAdmin.Tests.Fetching;

/// <summary>A site whose answers hold what no decent server would send: its headers go out byte for byte.</summary>
internal sealed class RawSite : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private Task _serving = Task.CompletedTask;

    private RawSite(string headers) =>
        _answer = Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\n{headers}\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");

    /// <summary>The head of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static RawSite Start(string headers)
    {
        var site = new RawSite(headers);
        site._listener.Start();
        site._serving = site.ServeAsync();
        return site;
    }

    public Uri At(string path) => new($"http://{_listener.LocalEndpoint}{path}");

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var caller = await _listener.AcceptTcpClientAsync();
                await using var stream = caller.GetStream();
                var head = new StringBuilder();
                var buffer = new byte[4096];
                while (
                    !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) is > 0 and var read
                )
                {
                    head.Append(Encoding.UTF8.GetString(buffer, 0, read));
                }

                Requests.Enqueue(head.ToString());
                await stream.WriteAsync(_answer);
            }
        }
        catch (Exception ended) when (ended is SocketException or IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
