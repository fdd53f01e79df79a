using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Cluster;

internal sealed class NodeMapping : IEntityTypeConfiguration<Node>
{
    public void Configure(EntityTypeBuilder<Node> builder)
    {
        builder.ToTable("nodes");
        builder.HasKey(node => node.Name);
        builder.Property(node => node.Name).HasMaxLength(NodeIdentity.LongestName);
        builder.Property(node => node.Role).AsLowerCaseText();
    }
}
