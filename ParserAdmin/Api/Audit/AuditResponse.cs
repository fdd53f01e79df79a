using System.Text.Json;
using System.Text.Json.Nodes;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Api.Audit;

/// <summary>One entry of the audit trail. Before and after are JSON values; the hashes are SHA-256 in lower-case hex.</summary>
internal sealed record AuditResponse(
    long Sequence,
    DateTime Time,
    ActorType ActorType,
    string? ActorId,
    string ActorName,
    Role? ActorRole,
    string? IpAddress,
    string Action,
    string EntityType,
    string? EntityId,
    JsonNode? Before,
    JsonNode? After,
    string? Reason,
    AuditOutcome Outcome,
    Guid? CorrelationId,
    long? Epoch,
    string PreviousHash,
    string Hash
)
{
    public static AuditResponse Of(AuditEntry entry) =>
        new(
            entry.Sequence,
            entry.CreatedAt,
            entry.ActorType,
            entry.ActorId,
            entry.ActorName,
            entry.ActorRole,
            entry.IpAddress,
            entry.Action,
            entry.EntityType,
            entry.EntityId,
            Json(entry.Before),
            Json(entry.After),
            entry.Reason,
            entry.Outcome,
            entry.CorrelationId,
            entry.Epoch,
            entry.PreviousHash,
            entry.Hash
        );

    private static JsonNode? Json(string? stored)
    {
        try
        {
            return stored is null ? null : JsonNode.Parse(stored);
        }
        catch (JsonException)
        {
            // Someone changed the row by hand; the trail has to stay readable to show it.
            return JsonValue.Create(stored);
        }
    }
}
