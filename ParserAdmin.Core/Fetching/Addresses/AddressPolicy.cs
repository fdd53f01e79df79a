using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Options;

namespace ParserAdmin.Core.Fetching.Addresses;

/// <summary>
/// Says which addresses a request may go to (requirements 10.1). Asked twice: with the URL before each send, because a pooled connection
/// serves any path, and with the resolved addresses before each dial, because only they tell where a name leads.
/// </summary>
public sealed class AddressPolicy(IOptions<FetchingOptions> options, OwnSite ownSite)
{
    /// <summary>What DNS has room for; a link may be longer, and no table has a place for its host.</summary>
    private const int LongestHost = 253;

    private readonly FrozenSet<Authority> _allowed = options
        .Value.AllowedPrivateHosts.Select(entry => Authority.TryParse(entry, out var authority) ? authority : null)
        .OfType<Authority>()
        .ToFrozenSet();

    /// <summary>Checks what a URL says by itself; where its name leads is checked when it is dialled.</summary>
    /// <exception cref="AddressRefusedException">Not http or https, user information, no host, no port, or a page of our own.</exception>
    public void Demand(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new AddressRefusedException($"{Shown(address)} is not an http or https address. Only these are fetched.");
        if (address.UserInfo.Length > 0)
        {
            throw new AddressRefusedException(
                $"The address of {address.IdnHost} carries a user name or password. Put it into the source's login instead."
            );
        }

        if (address.IdnHost.Length is 0 or > LongestHost || address.Port is < IPEndPoint.MinPort + 1 or > IPEndPoint.MaxPort)
            throw new AddressRefusedException($"{Shown(address)} names no host that can be, or no port from 1 to 65535.");
        var authority = Authority.Of(address);
        if (ownSite.Is(authority) && !ownSite.IsDemo(address))
        {
            throw new AddressRefusedException(
                $"{authority.Host}:{authority.Port} is ParserAdmin itself; of its own pages only those under {OwnSite.DemoPath} may be "
                    + $"fetched."
            );
        }

        if (IPAddress.TryParse(authority.Host, out var literal))
            DemandDial(authority, [literal]);
    }

    /// <summary>Checks every address that a host was resolved to. A name that mixes public and private ones is refused whole.</summary>
    /// <exception cref="AddressRefusedException">One of them is not public, and no exception names this host and port.</exception>
    internal void DemandDial(Authority authority, IReadOnlyCollection<IPAddress> resolved)
    {
        if (_allowed.Contains(authority))
            return;
        foreach (var address in resolved)
        {
            if (SpecialNetworks.NameOf(address) is { } kind && !ownSite.Is(authority, address))
            {
                throw new AddressRefusedException(
                    $"{authority.Host} leads to {address}, a {kind} address, which is not fetched. If it is meant, name "
                        + $"{Bracketed(authority.Host)}:{authority.Port} in {FetchingOptions.Section}:AllowedPrivateHosts."
                );
            }
        }
    }

    private static string Shown(Uri address) =>
        address.IsAbsoluteUri ? $"{address.Scheme}://{address.Host.Excerpt(100)}" : "A relative address";

    private static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
