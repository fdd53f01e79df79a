using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace ParserAdmin.Core.Fetching.Addresses;

/// <summary>
/// A host and its port in one spelling: lower case, punycode, IPv6 without brackets. A trailing dot stays, so it names another host.
/// </summary>
internal readonly record struct Authority(string Host, int Port)
{
    public static Authority Of(Uri address) => Of(address.IdnHost, address.Port);

    public static Authority Of(string host, int port) => new(host.Trim('[', ']').ToLowerInvariant(), port);

    /// <summary>Reads <c>host:port</c>; the port may not be left out, because an exception from a safety rule is to be exact.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Authority? authority)
    {
        authority = null;
        var colon = text?.LastIndexOf(':') ?? -1;
        if (
            colon < 1
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < IPEndPoint.MinPort + 1 or > IPEndPoint.MaxPort
            || !Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var uri)
            || uri.Port != port
            || uri.UserInfo.Length > 0
            || uri.PathAndQuery != "/"
            || uri.Fragment.Length > 0
        )
        {
            return false;
        }

        authority = Of(uri);
        return true;
    }
}
