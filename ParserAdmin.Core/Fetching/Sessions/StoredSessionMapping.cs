using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.Fetching.Sessions;

internal sealed class StoredSessionMapping : IEntityTypeConfiguration<StoredSession>
{
    public void Configure(EntityTypeBuilder<StoredSession> builder)
    {
        builder.ToTable("source_sessions");
        builder.HasKey(session => session.SourceId);
        builder.Property(session => session.SourceId).HasMaxLength(100);
        builder.Property(session => session.Fingerprint).HasMaxLength(64);
    }
}
