using System.Buffers;
using System.Text;
using ParserAdmin.Core.Fetching.Addresses;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>The head of a CONNECT request.</summary>
/// <param name="Authority">As asked for, <c>host:port</c>.</param>
/// <param name="Authorization">The value of Proxy-Authorization, or null.</param>
internal sealed record ProxyHead(string Authority, string? Authorization)
{
    public static ReadOnlySpan<byte> Method => "CONNECT "u8;

    /// <returns>Null where it is no CONNECT request that makes sense.</returns>
    public static ProxyHead? Parse(ReadOnlySequence<byte> head)
    {
        var lines = Encoding.Latin1.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var words = lines.Length == 0 ? [] : lines[0].Split(' ');
        if (
            words is not ["CONNECT", var authority, "HTTP/1.1" or "HTTP/1.0"]
            || !Uri.TryCreate($"https://{authority}/", UriKind.Absolute, out var address)
            || address.UserInfo.Length > 0
            || address.PathAndQuery != "/"
            || !authority.Contains(':', StringComparison.Ordinal)
        )
        {
            return null;
        }

        const string name = "Proxy-Authorization:";
        var stated = lines.Skip(1).FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return new ProxyHead(authority, stated?[name.Length..].Trim());
    }
}
