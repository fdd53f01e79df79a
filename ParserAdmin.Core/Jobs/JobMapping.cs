using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs;

internal sealed class JobMapping : IEntityTypeConfiguration<ParserJob>
{
    public void Configure(EntityTypeBuilder<ParserJob> builder)
    {
        builder.ToTable(
            "parser_jobs",
            table => table.HasCheckConstraint("ck_parser_jobs_status", $"status IN ({StoredEnum.SqlList<JobStatus>()})")
        );
        builder.HasKey(job => job.Id);
        builder.Property(job => job.Id).ValueGeneratedNever();
        builder.Property(job => job.Task).HasMaxLength(50);
        builder.Property(job => job.SourceId).HasMaxLength(100);
        builder.Property(job => job.ScheduleId).HasMaxLength(200);
        builder.Property(job => job.Status).AsLowerCaseText().IsConcurrencyToken();
        builder.Property(job => job.Trigger).AsLowerCaseText();
        builder.Property(job => job.ErrorClass).AsText();
        builder.Property(job => job.Actor).HasMaxLength(256);
        builder.Property(job => job.Node).HasMaxLength(200);
        builder.Property(job => job.CancelRequestedBy).HasMaxLength(256);
        builder.Ignore(job => job.Scheduled);
        builder.Ignore(job => job.WithErrors);
        builder.Ignore(job => job.Outcome);
        builder.Ignore(job => job.IsGlobal);
        builder.Ignore(job => job.Name);
        builder.Ignore(job => job.Duration);
        builder.Ignore(job => job.Identity);
        builder.ComplexProperty(
            job => job.Counts,
            counts =>
            {
                foreach (var property in typeof(JobCounts).GetProperties().Where(property => property.CanWrite))
                    counts.Property(property.PropertyType, property.Name).HasColumnName(SnakeCaseNames.Convert(property.Name));
            }
        );

        // One job per source at a time, over the whole cluster: the database itself says so.
        builder.HasIndex(job => job.SourceId).IsUnique().HasFilter("status = 'running'").HasDatabaseName("ux_parser_jobs_running_source");
        builder.HasIndex(job => new
        {
            job.Status,
            job.Priority,
            job.Id,
        });
        builder.HasIndex(job => new
        {
            job.SourceId,
            job.Task,
            job.Id,
        });

        // One for each filter of the list, with a status (which is asked one after the other) and without (where a text is looked for).
        builder.HasIndex(job => new { job.SourceId, job.Id });
        builder.HasIndex(job => new
        {
            job.SourceId,
            job.Status,
            job.Id,
        });
        builder.HasIndex(job => new
        {
            job.SourceId,
            job.Task,
            job.Status,
            job.Id,
        });
        builder.HasIndex(job => new { job.Task, job.Id });
        builder.HasIndex(job => new
        {
            job.Task,
            job.Status,
            job.Id,
        });
        builder.HasIndex(job => new
        {
            job.ScheduleId,
            job.Status,
            job.Id,
        });

        // What started last of a source, for its state and the strip of its runs.
        builder.HasIndex(job => new { job.SourceId, job.Id }, "ix_parser_jobs_runs_of_source").HasFilter("started_at IS NOT NULL");

        // The last run of a schedule or by hand, behind however many skipped slots; the newest slot; the newest of one status; the last
        // day.
        builder
            .HasIndex(job => new
            {
                job.SourceId,
                job.Task,
                job.ScheduleId,
                job.Id,
            })
            .HasFilter("started_at IS NOT NULL")
            .HasDatabaseName("ix_parser_jobs_last_run");
        builder.HasIndex(job => new { job.ScheduleId, job.Id });
        builder.HasIndex(job => new
        {
            job.Status,
            job.Id,
            job.RequestedAt,
        });

        // Of two that fit SQLite takes the narrower: this one must not be the wider one.
        builder
            .HasIndex(
                job => new
                {
                    job.Status,
                    job.Id,
                    job.RequestedAt,
                },
                "ix_parser_jobs_with_errors"
            )
            .HasFilter("items_failed > 0");
        builder.HasIndex(job => job.RequestedAt);
        builder.HasIndex(job => job.StartedAt);
        builder.HasIndex(job => job.EndedAt);
        builder.HasIndex(job => job.RetryOf);
    }
}
