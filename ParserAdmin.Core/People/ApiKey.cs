using ParserAdmin.Core.Audit;

namespace ParserAdmin.Core.People;

/// <summary>A program's right to call the API; a row of <c>api_keys</c>. The key itself is shown once and never stored.</summary>
public sealed class ApiKey
{
    public const int LongestName = 100;

    private ApiKey() { }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public Role Role { get; private set; }

    /// <summary>SHA-256 of the key, 64 hex digits.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The first characters, by which people tell keys apart.</summary>
    public string Prefix { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public string CreatedBy { get; private set; } = "";

    /// <summary>From when on it opens nothing, UTC; null for never.</summary>
    public DateTime? ExpiresAt { get; private set; }

    public DateTime? LastUsedAt { get; internal set; }

    public DateTime? RevokedAt { get; private set; }

    public static string HashOf(string key) => RandomToken.HashOf(key);

    /// <summary>A new random key: <c>pa_</c> and 43 characters of base64url.</summary>
    public static string NewSecret() => "pa_" + RandomToken.New();

    internal static ApiKey Create(string name, Role role, DateTime? expiresAt, string secret, string by, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Name = name,
            Role = role,
            Hash = HashOf(secret),
            Prefix = secret[..Math.Min(6, secret.Length / 2)],
            CreatedAt = now,
            CreatedBy = by,
            ExpiresAt = expiresAt,
        };

    /// <summary>Whether it opens anything at this moment.</summary>
    public bool IsGoodAt(DateTime now) => StateAt(now) == KeyState.Active;

    public KeyState StateAt(DateTime now) =>
        RevokedAt is not null ? KeyState.Revoked
        : ExpiresAt <= now ? KeyState.Expired
        : KeyState.Active;

    internal void Revoke(DateTime now) => RevokedAt ??= now;
}

/// <summary>Whether a key opens anything.</summary>
public enum KeyState
{
    Active,
    Expired,
    Revoked,
}
