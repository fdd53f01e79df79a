using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.Sources.Progress;

internal sealed class PathStateMapping : IEntityTypeConfiguration<PathState>
{
    public void Configure(EntityTypeBuilder<PathState> builder)
    {
        builder.ToTable("source_paths");
        builder.HasKey(state => new { state.SourceId, state.Path });
        builder.Property(state => state.SourceId).HasMaxLength(100);
        builder.Property(state => state.Path).HasMaxLength(64);
        builder
            .Property(state => state.FirstRows)
            .HasMaxLength(200)
            .HasConversion(history => history.ToString(), text => RowHistory.Read(text));
        builder
            .Property(state => state.WholeRows)
            .HasMaxLength(200)
            .HasConversion(history => history.ToString(), text => RowHistory.Read(text));
    }
}
