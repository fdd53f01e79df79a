using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Safety.Settings;

internal sealed class SettingsMapping : IEntityTypeConfiguration<ParserSettings>
{
    public void Configure(EntityTypeBuilder<ParserSettings> builder)
    {
        builder.ToTable(
            "parser_settings",
            table =>
            {
                table.HasCheckConstraint("ck_parser_settings_one_row", "id = 1");
                table.HasCheckConstraint("ck_parser_settings_mode", $"mode IN ({StoredEnum.SqlList<ParserMode>()})");
                foreach (var limit in SettingsLimits.All)
                {
                    var column = SnakeCaseNames.Convert(limit.Name);
                    table.HasCheckConstraint($"ck_parser_settings_{column}", $"{column} BETWEEN {limit.Minimum} AND {limit.Maximum}");
                }
            }
        );
        builder.Property(settings => settings.Id).ValueGeneratedNever();
        builder.Property(settings => settings.Mode).AsLowerCaseText();
        // The defaults are for rows of before; a new row always brings its values.
        builder.Property(settings => settings.TimeZone).HasMaxLength(100).HasDefaultValue("UTC");
        builder.Property(settings => settings.KnownItemsInARow).HasDefaultValue(10);
        builder.Property(settings => settings.StoppedBy).HasMaxLength(256);
        builder.Property(settings => settings.UpdatedBy).HasMaxLength(256);
        builder.Property(settings => settings.Version).IsConcurrencyToken();
    }
}
