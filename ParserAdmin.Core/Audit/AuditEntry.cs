namespace ParserAdmin.Core.Audit;

/// <summary>One row of <c>audit_logs</c>. Never changed and never deleted, by us or, through triggers, by anyone.</summary>
public sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    /// <summary>1, 2, 3 … without a gap; a gap means that a row is missing.</summary>
    public long Sequence { get; private init; }

    /// <summary>UTC, whole milliseconds: the finest that every database gives back as it was stored.</summary>
    public DateTime CreatedAt { get; private init; }

    public ActorType ActorType { get; private init; }

    public string? ActorId { get; private init; }

    public required string ActorName { get; init; }

    public Role? ActorRole { get; private init; }

    public string? IpAddress { get; private init; }

    public required string Action { get; init; }

    public required string EntityType { get; init; }

    public string? EntityId { get; private init; }

    public string? Before { get; private init; }

    public string? After { get; private init; }

    public string? Reason { get; private init; }

    public AuditOutcome Outcome { get; private init; }

    public Guid? CorrelationId { get; private init; }

    public long? Epoch { get; private init; }

    /// <summary>The hash of the entry before this one; 64 zeros before the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256, 64 lower-case hex digits, over <see cref="AuditChain.CanonicalForm"/>.</summary>
    public string Hash { get; private set; } = "";

    internal static AuditEntry Create(long sequence, DateTime at, AuditRecord record, string previousHash)
    {
        var entry = new AuditEntry
        {
            Sequence = sequence,
            CreatedAt = new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc),
            ActorType = record.Actor.Type,
            ActorId = record.Actor.Id,
            ActorName = record.Actor.Name,
            ActorRole = record.Actor.Role,
            IpAddress = record.Actor.IpAddress,
            Action = record.Action,
            EntityType = record.EntityType,
            EntityId = record.EntityId,
            Before = record.Before,
            After = record.After,
            Reason = record.Reason,
            Outcome = record.Outcome,
            CorrelationId = record.Actor.CorrelationId,
            Epoch = record.Epoch,
            PreviousHash = previousHash,
        };
        entry.Hash = AuditChain.Hash(entry);
        return entry;
    }
}
