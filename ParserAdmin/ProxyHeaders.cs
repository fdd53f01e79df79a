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
        var entries = named.Value is { } line ? line.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) : named.Get<string[]>();
        var known = (entries ?? []).Select(entry => Parse(entry.Trim())).ToList();
        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            // ASP.NET's own default believes whatever runs on this machine.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            known.ForEach(options.KnownIPNetworks.Add);
            options.ForwardedHeaders = known.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.All & ~ForwardedHeaders.XForwardedPrefix;

            // The server's own check looked at Host alone, before this.
            foreach (var host in (configuration["AllowedHosts"] ?? "*").Split(';', StringSplitOptions.RemoveEmptyEntries))
                options.AllowedHosts.Add(host.Trim());

            // From the last to the first, as long as the one who wrote it is known.
            options.ForwardLimit = null;
        });
    }

    private static IPNetwork Parse(string entry) =>
        IPAddress.TryParse(entry, out var address) ? Of(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        : IPNetwork.TryParse(entry, out var network) ? network
        : throw new InvalidOperationException(
            $"The setting '{Setting}' is '{entry}', which is neither an address such as 10.0.0.5 nor a network such as 10.0.0.0/24."
        );

    private static IPNetwork Of(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);
}
