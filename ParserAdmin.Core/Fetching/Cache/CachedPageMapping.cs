using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.Fetching.Cache;

internal sealed class CachedPageMapping : IEntityTypeConfiguration<CachedPage>
{
    public const int LongestValidator = 500;

    public void Configure(EntityTypeBuilder<CachedPage> builder)
    {
        builder.ToTable("http_cache");
        builder.HasKey(page => page.Key);
        builder.Property(page => page.Key).HasMaxLength(64);
        builder.Property(page => page.SourceId).HasMaxLength(100);
        builder.Property(page => page.ETag).HasMaxLength(LongestValidator);
        builder.Property(page => page.ContentType).HasMaxLength(LongestValidator);
        builder.HasIndex(page => new { page.SourceId, page.UsedAt });
    }
}
