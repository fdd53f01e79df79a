using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Schedules.Timing;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Schedules;

internal sealed class ScheduleMapping : IEntityTypeConfiguration<Schedule>
{
    public void Configure(EntityTypeBuilder<Schedule> builder)
    {
        builder.ToTable(
            "schedules",
            table =>
            {
                table.HasCheckConstraint("ck_schedules_overlap", $"overlap IN ({StoredEnum.SqlList<OverlapPolicy>()})");
                table.HasCheckConstraint("ck_schedules_misfire", $"misfire IN ({StoredEnum.SqlList<MisfirePolicy>()})");
                table.HasCheckConstraint(
                    "ck_schedules_when",
                    "(CASE WHEN cron IS NULL THEN 0 ELSE 1 END) + (CASE WHEN interval_seconds IS NULL THEN 0 ELSE 1 END) + (CASE WHEN "
                        + "follows_setting IS NULL THEN 0 ELSE 1 END) = 1"
                );
            }
        );
        builder.HasKey(schedule => schedule.Id);
        builder.Property(schedule => schedule.Id).HasMaxLength(200);
        builder.Property(schedule => schedule.Task).HasMaxLength(50);
        builder.Property(schedule => schedule.SourceId).HasMaxLength(100);
        builder.Property(schedule => schedule.Cron).HasMaxLength(CronText.Longest);
        builder.Property(schedule => schedule.FollowsSetting).HasMaxLength(50);
        builder.Property(schedule => schedule.TimeZone).HasMaxLength(100);
        builder.Property(schedule => schedule.PausedBy).HasMaxLength(256);
        builder.Property(schedule => schedule.UpdatedBy).HasMaxLength(256);
        builder.Property(schedule => schedule.Overlap).AsLowerCaseText();
        builder.Property(schedule => schedule.Misfire).AsLowerCaseText();
        builder.Property(schedule => schedule.Version).IsConcurrencyToken();
        builder.Ignore(schedule => schedule.Block);
        builder.Ignore(schedule => schedule.IsPreset);
        builder.Ignore(schedule => schedule.Name);

        // A source takes its schedules with it, whoever deletes it.
        builder.HasOne<Source>().WithMany().HasForeignKey(schedule => schedule.SourceId).OnDelete(DeleteBehavior.Cascade);
    }
}
