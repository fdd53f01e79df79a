using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.Fetching.Hosts;

internal sealed class HostRecordMapping : IEntityTypeConfiguration<HostRecord>
{
    public const int LongestName = 300;
    public const int LongestReason = 200;

    public void Configure(EntityTypeBuilder<HostRecord> builder)
    {
        builder.ToTable("hosts");
        builder.HasKey(host => host.Host);
        builder.Property(host => host.Host).HasMaxLength(LongestName);
        builder.Property(host => host.DelayReason).HasMaxLength(LongestReason);
        builder.Property(host => host.CoolingReason).HasMaxLength(LongestReason);
        builder.HasIndex(host => host.CoolingUntil);
    }
}
