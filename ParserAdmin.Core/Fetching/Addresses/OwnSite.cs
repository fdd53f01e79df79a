using System.Collections.Frozen;
using System.Net;

namespace ParserAdmin.Core.Fetching.Addresses;

/// <summary>
/// Where this very program listens. Its demo source is fetched over loopback like any other site, so loopback is open to it, but only under
/// <see cref="DemoPath"/>: no definition may reach the program's own pages and API.
/// </summary>
public sealed class OwnSite
{
    public const string DemoPath = "/demo/";

    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "::1"];

    private volatile string _demo = DemoPath;
    private volatile FrozenSet<Authority> _authorities = FrozenSet<Authority>.Empty;

    /// <summary>
    /// Sets the addresses that the server listens on, as <c>IServerAddressesFeature</c> gives them; wildcards count as loopback.
    /// </summary>
    /// <param name="below">The path that the program lies below, without a slash at its end; empty where there is none.</param>
    public void Listen(IEnumerable<string> addresses, string below = "") =>
        (_authorities, _demo) = (addresses.SelectMany(AuthoritiesOf).ToFrozenSet(), below + DemoPath);

    internal bool Is(Authority authority) => _authorities.Contains(authority);

    /// <summary>Loopback, or the address that the authority itself spells out; a name that leads elsewhere is a stranger.</summary>
    internal bool Is(Authority authority, IPAddress resolved) =>
        Is(authority)
        && (IPAddress.IsLoopback(resolved) || (IPAddress.TryParse(authority.Host, out var literal) && literal.Equals(resolved)));

    internal bool IsDemo(Uri address)
    {
        var path = address.AbsolutePath;
        // An escaped dot, slash or backslash may mean another path to the server than it means here.
        return path.StartsWith(_demo, StringComparison.Ordinal)
            && !path.Contains("..", StringComparison.Ordinal)
            && !path.Contains("%2e", StringComparison.OrdinalIgnoreCase)
            && !path.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            && !path.Contains("%5c", StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<Authority> AuthoritiesOf(string address)
    {
        var text = address.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Port < 1)
            return [];
        var own = Authority.Of(uri);
        return IsLocal(own.Host) ? [own, .. LoopbackNames.Select(name => Authority.Of(name, own.Port))] : [own];
    }

    private static bool IsLocal(string host) =>
        host == "localhost"
        || (IPAddress.TryParse(host, out var ip) && (IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
}
