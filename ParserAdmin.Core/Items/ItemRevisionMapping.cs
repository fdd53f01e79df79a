using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.Items;

internal sealed class ItemRevisionMapping : IEntityTypeConfiguration<ItemRevision>
{
    public void Configure(EntityTypeBuilder<ItemRevision> builder)
    {
        builder.ToTable("item_revisions");
        builder.HasKey(revision => revision.Id);
        builder.Property(revision => revision.Id).ValueGeneratedNever();
        builder.Property(revision => revision.EditedBy).HasMaxLength(256);
        builder.HasOne<Item>().WithMany().HasForeignKey(revision => revision.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(revision => new { revision.ItemId, revision.Id });
    }
}
