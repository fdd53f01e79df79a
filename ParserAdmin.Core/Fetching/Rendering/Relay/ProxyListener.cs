using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Fetching.Addresses;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>
/// Stands before the proxy's HTTP server: opens tunnels (CONNECT), and ends TLS inside them, so that the server sees each request of a
/// tunnel as it sees plain ones. Nothing is dialled here.
/// </summary>
internal sealed class ProxyListener(RenderSessions sessions, ProxyCertificate certificate, ILogger<ProxyListener> logger)
{
    private const int LongestHead = 16 * 1024;
    private const byte TlsHandshake = 0x16;

    public async Task HandleAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (!await IsConnectAsync(connection.Transport.Input))
                await next(connection);
            else if (await ReadHeadAsync(connection.Transport.Input) is { } head)
                await OpenAsync(connection, head, next);
            else
                await WriteAsync(connection, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        }
        catch (Exception gone)
            when (gone is IOException or AuthenticationException or OperationCanceledException or ConnectionAbortedException)
        {
            logger.LogDebug("A tunnel of the browser ended: {Problem}", gone.Message);
        }
    }

    private async Task OpenAsync(ConnectionContext connection, ProxyHead head, ConnectionDelegate next)
    {
        if (sessions.Find(head.Authorization) is not { } session)
        {
            await WriteAsync(
                connection,
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"ParserAdmin\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray()
            );
            return;
        }

        await WriteAsync(connection, "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        var outer = connection.Transport;
        // ws: comes through a tunnel, too, but in the clear.
        if (!await BeginsAsync(outer.Input, [TlsHandshake]))
        {
            connection.Features.Set(new ProxyTunnel(Uri.UriSchemeHttp, head.Authority, session));
            await next(connection);
            return;
        }

        await using var plain = new DuplexStream(outer.Input.AsStream(leaveOpen: true), outer.Output.AsStream(leaveOpen: true));
        await using var tls = new SslStream(plain, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate.Certificate,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
            },
            connection.ConnectionClosed
        );
        connection.Features.Set(new ProxyTunnel(Uri.UriSchemeHttps, head.Authority, session));
        connection.Transport = new StreamPipe(tls);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = outer;
        }
    }

    private static Task<bool> IsConnectAsync(PipeReader input) => BeginsAsync(input, ProxyHead.Method.ToArray());

    /// <summary>Looks at the first bytes and leaves them where they are.</summary>
    private static async Task<bool> BeginsAsync(PipeReader input, byte[] prefix)
    {
        while (true)
        {
            var read = await input.ReadAsync();
            var buffer = read.Buffer;
            var begins = Matches(buffer, prefix);
            var decided = !begins || buffer.Length >= prefix.Length || read.IsCompleted;
            input.AdvanceTo(buffer.Start, decided ? buffer.Start : buffer.End);
            if (decided)
                return begins && buffer.Length >= prefix.Length;
        }
    }

    private static bool Matches(ReadOnlySequence<byte> buffer, byte[] prefix)
    {
        var length = (int)Math.Min(buffer.Length, prefix.Length);
        return buffer.Slice(0, length).ToArray().AsSpan().SequenceEqual(prefix.AsSpan(0, length));
    }

    private static async Task<ProxyHead?> ReadHeadAsync(PipeReader input)
    {
        while (true)
        {
            var read = await input.ReadAsync();
            var buffer = read.Buffer;
            if (EndOf(buffer) is { } end)
            {
                var head = ProxyHead.Parse(buffer.Slice(0, end));
                input.AdvanceTo(end);
                return head;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted || buffer.Length > LongestHead)
                return null;
        }
    }

    private static SequencePosition? EndOf(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8) ? reader.Position : null;
    }

    private static async Task WriteAsync(ConnectionContext connection, byte[] answer) =>
        await connection.Transport.Output.WriteAsync(answer);
}
