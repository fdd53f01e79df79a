using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>When a schedule's next slot comes due; a row of <c>schedule_slots</c>, written under the admission's lock.</summary>
public sealed class NextSlot
{
    public required string ScheduleId { get; init; }

    /// <summary>
    /// UTC; null for a schedule without slots. Who moves it says what it was (a concurrency token): so each slot is taken by one, however
    /// many nodes there are.
    /// </summary>
    public DateTime? NextAt { get; set; }

    /// <summary>What the time was computed from, as text: where that says something else by now, it is computed anew.</summary>
    public required string ComputedFrom { get; set; }
}

internal sealed class NextSlotMapping : IEntityTypeConfiguration<NextSlot>
{
    public void Configure(EntityTypeBuilder<NextSlot> builder)
    {
        builder.ToTable("schedule_slots");
        builder.HasKey(slot => slot.ScheduleId);
        // Stryker disable once Statement: the key of schedules, to which it refers, gives it this length as well.
        builder.Property(slot => slot.ScheduleId).HasMaxLength(200);
        builder.Property(slot => slot.NextAt).HasColumnName("next_slot_at").IsConcurrencyToken();
        // Stryker disable once Statement: SQLite knows no length of a text; MigrationTests sees it on the others.
        builder.Property(slot => slot.ComputedFrom).HasMaxLength(400);
        builder.HasIndex(slot => slot.NextAt);
        builder.HasOne<Schedule>().WithOne().HasForeignKey<NextSlot>(slot => slot.ScheduleId).OnDelete(DeleteBehavior.Cascade);
    }
}
