namespace ParserAdmin.Core.Audit;

/// <summary>What a command hands to the trail. <paramref name="Before"/> and <paramref name="After"/> are JSON.</summary>
public sealed record AuditRecord(
    Actor Actor,
    string Action,
    string EntityType,
    string? EntityId,
    string? Before = null,
    string? After = null,
    string? Reason = null,
    AuditOutcome Outcome = AuditOutcome.Succeeded,
    long? Epoch = null
);
