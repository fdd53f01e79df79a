using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs.Logs;

internal sealed class JobLogMapping : IEntityTypeConfiguration<JobLogLine>
{
    public void Configure(EntityTypeBuilder<JobLogLine> builder)
    {
        builder.ToTable("parser_job_logs");
        builder.HasKey(line => line.Sequence);
        builder.Property(line => line.SourceId).HasMaxLength(100);
        builder.Property(line => line.Level).AsLowerCaseText();
        builder.HasIndex(line => new { line.JobId, line.Sequence });
        builder.HasIndex(line => new { line.SourceId, line.Sequence });
        builder.HasIndex(line => new { line.Level, line.Sequence });
        builder.HasIndex(line => line.CreatedAt);
    }
}
