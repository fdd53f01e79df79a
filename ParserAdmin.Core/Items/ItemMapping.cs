using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.Items;

internal sealed class ItemMapping : IEntityTypeConfiguration<Item>
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.ToTable("items");
        builder.HasKey(item => item.Id);
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Property(item => item.SourceId).HasMaxLength(100);
        builder.Property(item => item.ExternalId).HasMaxLength(400);
        builder.Property(item => item.Kind).HasMaxLength(30);
        builder.Property(item => item.Title).HasMaxLength(1000);
        builder.Property(item => item.Currency).HasMaxLength(10);
        builder.Property(item => item.Status).HasMaxLength(100);
        builder.Property(item => item.Series).HasMaxLength(500);
        builder.Property(item => item.ContentHash).HasMaxLength(64);
        builder.Property(item => item.Creators).HasConversion(list => Write(list), text => Read<List<string>>(text), Comparer<IReadOnlyList<string>>());
        builder.Property(item => item.Genres).HasConversion(list => Write(list), text => Read<List<string>>(text), Comparer<IReadOnlyList<string>>());
        builder.Property(item => item.Attributes)
            .HasConversion(map => Write(map), text => Read<SortedDictionary<string, string>>(text), Comparer<IReadOnlyDictionary<string, string>>());
        builder.HasIndex(item => new { item.SourceId, item.Kind, item.ExternalId }).IsUnique();
        builder.HasIndex(item => new { item.SourceId, item.Id });
        builder.HasIndex(item => item.LastChangedAt);
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    /// <summary>Values are never changed in place, so their JSON says all that there is to compare.</summary>
    private static ValueComparer<T> Comparer<T>() =>
        new((left, right) => Write(left) == Write(right), value => Write(value).GetHashCode(StringComparison.Ordinal), value => value);
}
