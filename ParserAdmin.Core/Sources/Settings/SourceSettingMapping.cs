using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.Sources.Settings;

internal sealed class SourceSettingMapping : IEntityTypeConfiguration<SourceSetting>
{
    public void Configure(EntityTypeBuilder<SourceSetting> builder)
    {
        builder.ToTable("source_settings");
        builder.HasKey(setting => new { setting.SourceId, setting.Name });
        builder.Property(setting => setting.SourceId).HasMaxLength(100);
        builder.Property(setting => setting.Name).HasMaxLength(64);
        builder.Property(setting => setting.UpdatedBy).HasMaxLength(256);
    }
}
