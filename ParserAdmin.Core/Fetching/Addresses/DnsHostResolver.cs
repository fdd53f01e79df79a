using System.Net;

namespace ParserAdmin.Core.Fetching.Addresses;

/// <summary>Asks the operating system.</summary>
internal sealed class DnsHostResolver : IHostResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Dns.GetHostAddressesAsync(host, cancellationToken);
}
