using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ParserAdmin.Core.Audit;

/// <summary>How one entry holds the one before it.</summary>
public static class AuditChain
{
    /// <summary>What the first entry holds in place of a predecessor's hash.</summary>
    public static string Genesis { get; } = new('0', 64);

    public static string Hash(AuditEntry entry) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalForm(entry))));

    /// <summary>
    /// A JSON array of every column in a fixed order, times as ISO 8601 with all the digits that a database may hold, absent values as
    /// null: no two different entries share a form, because JSON quotes what it separates.
    /// </summary>
    public static string CanonicalForm(AuditEntry entry)
    {
        string?[] fields =
        [
            entry.PreviousHash,
            entry.Sequence.ToString(CultureInfo.InvariantCulture),
            entry.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            entry.ActorType.ToString(),
            entry.ActorId,
            entry.ActorName,
            entry.ActorRole?.ToString(),
            entry.IpAddress,
            entry.Action,
            entry.EntityType,
            entry.EntityId,
            entry.Before,
            entry.After,
            entry.Reason,
            entry.Outcome.ToString(),
            entry.CorrelationId?.ToString("D"),
            entry.Epoch?.ToString(CultureInfo.InvariantCulture),
        ];
        return JsonSerializer.Serialize(fields);
    }
}
