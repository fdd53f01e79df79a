using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;

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
        builder.Property(item => item.Kind).HasMaxLength(ItemLimits.Kind);
        builder.Property(item => item.Title).HasMaxLength(ItemLimits.Title);
        builder.Property(item => item.Currency).HasMaxLength(10);
        builder.Property(item => item.Status).HasMaxLength(ItemLimits.Status);
        builder.Property(item => item.Series).HasMaxLength(ItemLimits.Series);
        builder.Property(item => item.ContentHash).HasMaxLength(64);
        builder
            .Property(item => item.Creators)
            .HasConversion(list => Write(list), text => Read<List<string>>(text), Comparer<IReadOnlyList<string>>());
        builder
            .Property(item => item.Genres)
            .HasConversion(list => Write(list), text => Read<List<string>>(text), Comparer<IReadOnlyList<string>>());
        builder
            .Property(item => item.Attributes)
            .HasConversion(
                map => Write(map),
                text => Read<SortedDictionary<string, string>>(text),
                Comparer<IReadOnlyDictionary<string, string>>()
            );
        builder.Property(item => item.Origin).HasMaxLength(20);
        builder
            .Property(item => item.FieldOwners)
            .HasConversion(
                map => Write(map),
                text => Read<SortedDictionary<string, string>>(text),
                Comparer<IReadOnlyDictionary<string, string>?>()
            );
        builder.Ignore(item => item.HeldFields);
        builder.Ignore(item => item.CorrectedFields);
        builder
            .HasIndex(item => new
            {
                item.SourceId,
                item.Kind,
                item.ExternalId,
            })
            .IsUnique();
        builder.HasIndex(item => new { item.SourceId, item.Id });
        builder.Property(item => item.SearchText);
        builder.Property(item => item.TitleOrder).HasMaxLength(ItemTokens.LongestOrder);
        builder.Property(item => item.PriceOrder);

        // One for each filter that may be rare, and one for each order, which also holds what filters ask: an item that does not fit is
        // passed over without being read. See ItemPath.
        builder.HasIndex(item => new { item.Kind, item.Id });
        builder.HasIndex(item => new { item.Status, item.Id });
        builder.HasIndex(item => item.Id, ItemPath.Gone).HasFilter("gone_at IS NOT NULL");
        builder.HasIndex(
            item => new
            {
                item.Id,
                item.SourceId,
                item.Kind,
                item.Status,
                item.Currency,
                item.GoneAt,
            },
            ItemPath.Newest
        );
        builder.HasIndex(
            item => new
            {
                item.LastChangedAt,
                item.Id,
                item.SourceId,
                item.Kind,
                item.Status,
                item.Currency,
                item.GoneAt,
            },
            ItemPath.Changed
        );
        builder.HasIndex(
            item => new
            {
                item.TitleOrder,
                item.Id,
                item.SourceId,
                item.Kind,
                item.Status,
                item.Currency,
                item.GoneAt,
            },
            ItemPath.Title
        );
        builder.HasIndex(
            item => new
            {
                item.PriceOrder,
                item.Id,
                item.SourceId,
                item.Kind,
                item.Status,
                item.Currency,
                item.GoneAt,
            },
            ItemPath.Price
        );
        builder.HasIndex(item => item.Id, "ix_items_unindexed").HasFilter("search_text IS NULL");
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    /// <summary>Values are never changed in place, so their JSON says all that there is to compare.</summary>
    private static ValueComparer<T> Comparer<T>() =>
        new((left, right) => Write(left) == Write(right), value => Write(value).GetHashCode(StringComparison.Ordinal), value => value);
}
