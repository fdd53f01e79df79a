using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Audit;

/// <summary>One row of <c>audit_logs</c>. Never changed and never deleted, by us or, through triggers, by anyone.</summary>
public sealed class AuditEntry
{
    internal const int LongestActorId = 100;
    internal const int LongestActorName = 256;
    internal const int LongestIpAddress = 64;
    internal const int LongestEntityId = 200;

    private AuditEntry() { }

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
            ActorId = Fit(record.Actor.Id, LongestActorId),
            ActorName = StorableText.Clean(record.Actor.Name, LongestActorName),
            ActorRole = record.Actor.Role,
            IpAddress = Fit(record.Actor.IpAddress, LongestIpAddress),
            Action = record.Action,
            EntityType = record.EntityType,
            EntityId = Fit(record.EntityId, LongestEntityId),
            Before = Fit(record.Before, int.MaxValue),
            After = Fit(record.After, int.MaxValue),
            Reason = Fit(record.Reason, int.MaxValue),
            Outcome = record.Outcome,
            CorrelationId = record.Actor.CorrelationId,
            Epoch = record.Epoch,
            PreviousHash = previousHash,
        };
        entry.Hash = AuditChain.Hash(entry);
        return entry;
    }

    /// <summary>Stands for a row that someone broke by hand, so that one bad value does not hide all the others.</summary>
    internal static AuditEntry Unreadable(long sequence) =>
        new()
        {
            Sequence = sequence,
            CreatedAt = DateTime.UnixEpoch,
            ActorType = ActorType.Database,
            ActorName = "unreadable",
            Action = "unreadable",
            EntityType = "audit_logs",
            Reason =
                $"Entry {sequence} cannot be read: a value in its row was changed by hand. Verify the chain, then compare the row with "
                + $"a backup.",
            Outcome = AuditOutcome.Failed,
            PreviousHash = "",
        };

    /// <summary>
    /// Whether reading rows failed because a stored value is not one of its column's kind, and not because the database did not answer.
    /// </summary>
    internal static bool IsBroken(Exception fault) =>
        fault is FormatException or InvalidOperationException or InvalidCastException or ArgumentException
        && fault.InnerException is not System.Data.Common.DbException;

    /// <summary>A name from a request may be as long as its sender likes; that it was refused goes on record all the same.</summary>
    private static string? Fit(string? text, int longest) => text is null ? null : StorableText.Clean(text, longest);
}
