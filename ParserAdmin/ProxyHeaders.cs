using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace ParserAdmin;

/// <summary>Which proxies are believed when they say who really asks, by which scheme and under which name.</summary>
internal static class ProxyHeaders
{
    private const string Setting = "ParserAdmin:Proxy:KnownProxies";

    /// <summary>Without a named proxy, <c>X-Forwarded-…</c> is what anybody may write, and counts for nothing.</summary>
    /// <exception cref="InvalidOperationException">An entry is neither an address nor a network.</exception>
    public static IServiceCollection AddProxyHeaders(this IServiceCollection services, IConfiguration configuration)
    {
        var named = configuration.GetSection(Setting);
        var known = (named.Value is { Length: > 0 } one ? [one] : named.Get<string[]>() ?? []).Select(Parse).ToList();
        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            // ASP.NET's own default believes whatever runs on this machine.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            known.ForEach(options.KnownIPNetworks.Add);
            options.ForwardedHeaders = known.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.All & ~ForwardedHeaders.XForwardedPrefix;

            // From the last to the first, as long as the one who wrote it is known.
            options.ForwardLimit = null;
        });
    }

    private static IPNetwork Parse(string entry) =>
        IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(entry, out var network) ? network
        : throw new InvalidOperationException(
            $"The setting '{Setting}' is '{entry}', which is neither an address such as 10.0.0.5 nor a network such as 10.0.0.0/24."
        );
}
