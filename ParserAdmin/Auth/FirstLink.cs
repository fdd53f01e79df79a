using System.Security.Cryptography;
using System.Text;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth;

/// <summary>
/// The token of the link that makes the first admin: 32 random bytes, good once, gone with the process. Only its hash is kept.
/// </summary>
internal sealed class FirstLink
{
    public const string Path = "/account/first";
    private volatile byte[]? _hash;

    /// <summary>Makes a new token; an older one is worthless from here on.</summary>
    public string Issue()
    {
        var token = RandomToken.New();
        _hash = Hash(token);
        return token;
    }

    public bool Opens(string? token) =>
        token is { Length: > 0 and <= 100 } && _hash is { } hash && CryptographicOperations.FixedTimeEquals(hash, Hash(token));

    public void Spend() => _hash = null;

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
