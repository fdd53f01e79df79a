using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ParserAdmin.Core.People;

/// <summary>What nobody can guess, for keys and links; only its hash is kept.</summary>
public static class RandomToken
{
    /// <summary>32 random bytes as 43 characters of base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, 64 hex digits. A token is random and long, so a slow hash would add nothing.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
