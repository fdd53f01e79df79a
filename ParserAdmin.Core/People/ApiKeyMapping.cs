using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People;

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.Name).HasMaxLength(ApiKey.LongestName);
        builder.Property(key => key.Role).AsLowerCaseText();
        builder.Property(key => key.Hash).HasMaxLength(64);
        builder.Property(key => key.Prefix).HasMaxLength(10);
        builder.Property(key => key.CreatedBy).HasMaxLength(256);
        builder.HasIndex(key => key.Hash).IsUnique();
    }
}
