using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ParserAdmin.Core.Fetching.Addresses;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>Reads what the browser wants to reach: whole in a plain request, a path within a tunnel.</summary>
internal static class RelayAddress
{
    /// <returns>Null where it is neither.</returns>
    public static Uri? Of(HttpContext context, ProxyTunnel? tunnel)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (tunnel is not null)
        {
            return
                target.StartsWith('/') && Uri.TryCreate($"{tunnel.Scheme}://{tunnel.Authority}{target}", UriKind.Absolute, out var inside)
                ? inside
                : null;
        }

        return target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(target, UriKind.Absolute, out var plain)
            ? plain
            : null;
    }
}
