using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.People;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.HasKey(account => account.UserId);
        builder.HasOne<IdentityUser>().WithOne().HasForeignKey<Account>(account => account.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(account => account.LinkHash).HasMaxLength(64);
        builder.Property(account => account.FactorSecret).HasMaxLength(1000);
        builder.Property(account => account.RecoveryHashes).HasMaxLength(1000);
        builder.HasIndex(account => account.LinkHash).IsUnique();
    }
}
