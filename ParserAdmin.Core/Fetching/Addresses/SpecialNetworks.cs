using System.Net;
using System.Net.Sockets;

namespace ParserAdmin.Core.Fetching.Addresses;

/// <summary>The networks that are not the public internet (IANA special-purpose registries for IPv4 and IPv6).</summary>
internal static class SpecialNetworks
{
    private static readonly (IPNetwork Network, string Name)[] Table =
    [
        .. Named("unspecified", "0.0.0.0/8", "::/128"),
        .. Named("loopback", "127.0.0.0/8", "::1/128"),
        .. Named("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
        .. Named("carrier-grade NAT", "100.64.0.0/10"),
        .. Named("link-local", "169.254.0.0/16", "fe80::/10"),
        // Azure answers platform requests on this public-looking address.
        .. Named("cloud metadata", "168.63.129.16/32"),
        .. Named("protocol assignment", "192.0.0.0/24", "100::/64", "5f00::/16"),
        .. Named("documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
        .. Named("benchmark", "198.18.0.0/15", "2001:2::/48"),
        .. Named("multicast", "224.0.0.0/4", "ff00::/8"),
        .. Named("broadcast", "255.255.255.255/32"),
        .. Named("reserved", "240.0.0.0/4"),
        .. Named("IPv4-mapped", "::ffff:0:0/96"),
        .. Named("IPv4-translated", "::ffff:0:0:0/96"),
        .. Named("IPv4-compatible", "::/96"),
        // Tunnels carry any IPv4 address inside, and what unpacks them is not ours to check: refused whole.
        .. Named("NAT64 tunnel", "64:ff9b::/96", "64:ff9b:1::/48"),
        .. Named("Teredo tunnel", "2001::/32"),
        .. Named("6to4 tunnel", "2002::/16", "192.88.99.0/24"),
        .. Named("protocol assignment", "2001::/23"),
        .. Named("site-local", "fec0::/10"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>What kind of special address this is, or null for a public one.</summary>
    public static string? NameOf(IPAddress address)
    {
        // IPNetwork.Contains unwraps mapped addresses; the mapped form itself is what is refused.
        if (address.IsIPv4MappedToIPv6)
            return "IPv4-mapped";
        // A zone index points at one interface of this machine; no public address has one.
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0)
            return "link-local";
        foreach (var (network, name) in Table)
        {
            if (network.Contains(address))
                return name;
        }

        if (IsIsatap(address))
            return "ISATAP tunnel";
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !GlobalUnicast.Contains(address) ? "unassigned" : null;
    }

    /// <summary>RFC 5214: under any prefix, with the IPv4 address that it leads to in its last four bytes.</summary>
    private static bool IsIsatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out var length)
            && length == 16
            && (bytes[8] & 0xFD) == 0
            && bytes[9] == 0
            && bytes[10] == 0x5E
            && bytes[11] == 0xFE;
    }

    private static IEnumerable<(IPNetwork, string)> Named(string name, params string[] networks) =>
        networks.Select(network => (IPNetwork.Parse(network), name));
}
