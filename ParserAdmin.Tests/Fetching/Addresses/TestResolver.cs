using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ParserAdmin.Core.Fetching.Addresses;

namespace ParserAdmin.Tests.Fetching.Addresses;

/// <summary>
/// A name server under the test's control; literals are read as the operating system reads them, so nothing leaves the machine.
/// </summary>
internal sealed class TestResolver : IHostResolver
{
    private int _asked;

    public ConcurrentDictionary<string, IPAddress[]> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>What any other name leads to; null for "no such host".</summary>
    public IPAddress? Others { get; set; }

    public int Asked => _asked;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        if (Names.TryGetValue(host, out var addresses))
            return Task.FromResult(addresses);
        if (IPAddress.TryParse(host, out var literal))
            return Task.FromResult<IPAddress[]>([literal]);
        return Others is { } other ? Task.FromResult<IPAddress[]>([other]) : throw new SocketException((int)SocketError.HostNotFound);
    }
}
