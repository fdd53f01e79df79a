using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Sources;

internal sealed class SourceMapping : IEntityTypeConfiguration<Source>
{
    public void Configure(EntityTypeBuilder<Source> builder)
    {
        builder.ToTable("sources");
        builder.HasKey(source => source.Id);
        builder.Property(source => source.Id).HasMaxLength(100);
        builder.Property(source => source.Name).HasMaxLength(SourceDefinition.LongestName);
        builder.Property(source => source.Kind).HasMaxLength(20);
        builder.Property(source => source.PausedBy).HasMaxLength(256);
        builder.Property(source => source.UpdatedBy).HasMaxLength(256);
        builder.Property(source => source.Version).IsConcurrencyToken();
        builder.Ignore(source => source.Block);
    }
}
