using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>
/// One emergency stop: who, when, why. A row of <c>emergency_stops</c>, which is only ever added to, so that a stop waits for no lock. The
/// settings row and the audit trail are brought in step afterwards; until then the newest row here is what counts.
/// </summary>
public sealed record StopRecord
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // What a message may hold is counted in bytes; it is read by this program alone.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Given by whoever stops, so that it is stored once, however often and by how many nodes that is tried.</summary>
    public required Guid Id { get; init; }

    /// <summary>The epoch that began with it; 0 until it is stored.</summary>
    public long Epoch { get; init; }

    /// <summary>UTC, whole milliseconds.</summary>
    public required DateTime StoppedAt { get; init; }

    public required string StoppedBy { get; init; }

    public ActorType ActorType { get; init; }

    public string? ActorId { get; init; }

    public Role? ActorRole { get; init; }

    public string? IpAddress { get; init; }

    public Guid? CorrelationId { get; init; }

    public string? Reason { get; init; }

    /// <summary>The node that was told to stop first.</summary>
    public required string Node { get; init; }

    public static StopRecord Create(Actor actor, string? reason, string node, DateTime at) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            StoppedAt = at,
            StoppedBy = StorableText.Clean(actor.Name, AuditEntry.LongestActorName),
            ActorType = actor.Type,
            ActorId = actor.Id is null ? null : StorableText.Clean(actor.Id, AuditEntry.LongestActorId),
            ActorRole = actor.Role,
            IpAddress = actor.IpAddress is null ? null : StorableText.Clean(actor.IpAddress, AuditEntry.LongestIpAddress),
            CorrelationId = actor.CorrelationId,
            Reason = reason is null ? null : StorableText.Clean(reason),
            Node = StorableText.Clean(node, 200),
        };

    public Actor ToActor() => new(ActorType, ActorId, StoppedBy, ActorRole, IpAddress, CorrelationId);

    public SafetyEvent.Stop ToEvent() => new(StoppedBy, StoppedAt, Reason, Epoch);

    /// <summary>As the gate says it to a run.</summary>
    public string Words() => $"Emergency stop by {StoppedBy}{(Reason is { Length: > 0 } why ? $": {why}" : "")}";

    /// <param name="longestReason">A message between nodes has a limit; a file has none.</param>
    public string Write(int longestReason = int.MaxValue) =>
        JsonSerializer.Serialize(Reason is { } reason ? this with { Reason = StorableText.Clean(reason, longestReason) } : this, Json);

    /// <exception cref="JsonException">It is no such record, or half of one.</exception>
    public static StopRecord Read(string text) =>
        JsonSerializer.Deserialize<StopRecord>(text, Json) ?? throw new JsonException("It is empty.");
}

internal sealed class StopRecordMapping : IEntityTypeConfiguration<StopRecord>
{
    public const string Table = "emergency_stops";

    public void Configure(EntityTypeBuilder<StopRecord> builder)
    {
        builder.ToTable(
            Table,
            table => table.HasCheckConstraint("ck_emergency_stops_actor_type", $"actor_type IN ({StoredEnum.SqlList<ActorType>()})")
        );
        builder.HasKey(stop => stop.Epoch);
        builder.Property(stop => stop.Epoch).ValueGeneratedNever();
        builder.HasIndex(stop => stop.Id).IsUnique();
        builder.Property(stop => stop.StoppedBy).HasMaxLength(AuditEntry.LongestActorName);
        builder.Property(stop => stop.ActorType).AsLowerCaseText();
        builder.Property(stop => stop.ActorRole).AsText();
        builder.Property(stop => stop.ActorId).HasMaxLength(AuditEntry.LongestActorId);
        builder.Property(stop => stop.IpAddress).HasMaxLength(AuditEntry.LongestIpAddress);
        builder.Property(stop => stop.Node).HasMaxLength(200);
    }
}
