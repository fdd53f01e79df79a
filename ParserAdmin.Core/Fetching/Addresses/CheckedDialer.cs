using System.Net;
using System.Net.Sockets;
using ParserAdmin.Core.Fetching.Http;

namespace ParserAdmin.Core.Fetching.Addresses;

/// <summary>Resolves a host once, checks every address, and dials one of exactly those: a second look-up could answer otherwise.</summary>
internal sealed class CheckedDialer(AddressPolicy policy, IHostResolver resolver, TimeProvider time)
{
    // With other addresses left, a black hole (often a broken IPv6 route) must not use up the whole connect time-out.
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(4);

    public async Task<Stream> DialAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var authority = Authority.Of(endPoint.Host, endPoint.Port);
        var addresses = await resolver.ResolveAsync(authority.Host, cancellationToken);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        policy.DemandDial(authority, addresses);
        for (var i = 0; ; i++)
        {
            var isLast = i == addresses.Length - 1;
            try
            {
                return await ConnectAsync(new IPEndPoint(addresses[i], endPoint.Port), isLast, cancellationToken);
            }
            catch (Exception error) when (!isLast && IsNextWorthTrying(error, cancellationToken))
            {
                // The next address is the answer to this failure; the last one's error is the one that is told.
            }
        }
    }

    private static bool IsNextWorthTrying(Exception error, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && error is SocketException or OperationCanceledException;

    private async Task<GatedStream> ConnectAsync(IPEndPoint endPoint, bool isLast, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(isLast ? Timeout.InfiniteTimeSpan : AttemptLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, both.Token);
            return new GatedStream(new NetworkStream(socket, ownsSocket: true));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
