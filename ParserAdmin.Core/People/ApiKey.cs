using System.Security.Cryptography;
using System.Text;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Core.People;

/// <summary>A program's right to call the API; a row of <c>api_keys</c>. The key itself is shown once and never stored.</summary>
public sealed class ApiKey
{
    private ApiKey()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public Role Role { get; private set; }

    /// <summary>SHA-256 of the key, 64 hex digits. A key is random and long, so a slow hash would add nothing.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The first characters, by which people tell keys apart.</summary>
    public string Prefix { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public string CreatedBy { get; private set; } = "";

    public DateTime? LastUsedAt { get; internal set; }

    public DateTime? RevokedAt { get; private set; }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>A new random key: <c>pa_</c> and 43 characters of base64url.</summary>
    public static string NewSecret() => "pa_" + System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    internal static ApiKey Create(string name, Role role, string secret, string by, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        Role = role,
        Hash = HashOf(secret),
        Prefix = secret[..Math.Min(6, secret.Length / 2)],
        CreatedAt = now,
        CreatedBy = by,
    };

    internal void Revoke(DateTime now) => RevokedAt ??= now;
}
