using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Audit;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable(
            "audit_logs",
            table =>
            {
                table.HasCheckConstraint("ck_audit_logs_actor_type", $"actor_type IN ({StoredEnum.SqlList<ActorType>()})");
                table.HasTrigger("audit_logs_no_change");
            }
        );
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.Property(entry => entry.ActorType).AsLowerCaseText();
        builder.Property(entry => entry.ActorRole).AsText();
        builder.Property(entry => entry.Outcome).AsLowerCaseText();
        builder.Property(entry => entry.ActorId).HasMaxLength(AuditEntry.LongestActorId);
        builder.Property(entry => entry.ActorName).HasMaxLength(AuditEntry.LongestActorName);
        builder.Property(entry => entry.IpAddress).HasMaxLength(AuditEntry.LongestIpAddress);
        builder.Property(entry => entry.Action).HasMaxLength(100);
        builder.Property(entry => entry.EntityType).HasMaxLength(100);
        builder.Property(entry => entry.EntityId).HasMaxLength(AuditEntry.LongestEntityId);
        builder.Property(entry => entry.PreviousHash).HasMaxLength(64);
        builder.Property(entry => entry.Hash).HasMaxLength(64);

        // One for each filter, in the order of the list; what people ask for together has one of its own. The last finds where a time
        // begins.
        builder.HasIndex(entry => new
        {
            entry.EntityType,
            entry.EntityId,
            entry.Sequence,
        });
        builder.HasIndex(entry => new { entry.EntityType, entry.Sequence });
        builder.HasIndex(entry => new { entry.EntityId, entry.Sequence });
        builder.HasIndex(entry => new { entry.Action, entry.Sequence });
        builder.HasIndex(entry => new { entry.ActorName, entry.Sequence });
        builder.HasIndex(entry => new
        {
            entry.ActorName,
            entry.Action,
            entry.Sequence,
        });
        builder.HasIndex(entry => new { entry.ActorId, entry.Sequence });
        builder.HasIndex(entry => new { entry.ActorType, entry.Sequence });
        builder.HasIndex(entry => new { entry.Outcome, entry.Sequence });
        builder.HasIndex(entry => new { entry.CreatedAt, entry.Sequence });
    }
}
