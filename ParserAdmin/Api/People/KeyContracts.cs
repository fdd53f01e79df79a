using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;

namespace ParserAdmin.Api.People;

/// <summary>A key to be made.</summary>
/// <param name="ExpiresAt">From when on it opens nothing, UTC; null for never.</param>
internal sealed record KeyRequest(string? Name = null, Role? Role = null, DateTime? ExpiresAt = null);

/// <summary>A program's right to call the API; never the key itself.</summary>
/// <param name="Prefix">The first characters, by which people tell keys apart.</param>
internal sealed record KeyResponse(
    Guid Id,
    string Name,
    Role Role,
    string Prefix,
    KeyState State,
    DateTime CreatedAt,
    string CreatedBy,
    DateTime? ExpiresAt,
    DateTime? LastUsedAt,
    DateTime? RevokedAt
)
{
    public static KeyResponse Of(ApiKey key, DateTime now) =>
        new(
            key.Id,
            key.Name,
            key.Role,
            key.Prefix,
            key.StateAt(now),
            key.CreatedAt,
            key.CreatedBy,
            key.ExpiresAt,
            key.LastUsedAt,
            key.RevokedAt
        );
}

/// <summary>A key that was just made. The key is told here and nowhere else.</summary>
internal sealed record NewKeyResponse(string Key, KeyResponse Details);
