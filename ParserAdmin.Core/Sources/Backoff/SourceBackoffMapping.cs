using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Sources.Backoff;

internal sealed class SourceBackoffMapping : IEntityTypeConfiguration<SourceBackoff>
{
    public void Configure(EntityTypeBuilder<SourceBackoff> builder)
    {
        builder.ToTable("source_backoffs");
        builder.HasKey(backoff => backoff.SourceId);
        builder.Property(backoff => backoff.SourceId).HasMaxLength(100);
        builder.Property(backoff => backoff.ErrorClass).AsText();
    }
}
