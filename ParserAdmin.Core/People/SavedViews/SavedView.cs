using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.People.SavedViews;

/// <summary>Filter and sort of a list under a name, of one person; a row of <c>saved_views</c>.</summary>
public sealed class SavedView
{
    public const int LongestName = 60;

    internal const int LongestPage = 50;
    internal const int LongestQuery = 2_000;

    private SavedView() { }

    public Guid Id { get; private set; }

    /// <summary>Of <c>users</c>.</summary>
    public string UserId { get; private set; } = "";

    /// <summary>The list, by the last part of its address: <c>jobs</c>.</summary>
    public string Page { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>What the list's address says after the question mark.</summary>
    public string Query { get; private set; } = "";

    internal static SavedView Create(string userId, string page, string name, string query, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Page = page,
            Name = name,
            Query = query,
        };

    internal void Rename(string name) => Name = name;

    internal void Show(string query) => Query = query;
}

internal sealed class SavedViewMapping : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views");
        builder.HasKey(view => view.Id);
        builder.Property(view => view.Id).ValueGeneratedNever();
        builder.Property(view => view.Page).HasMaxLength(SavedView.LongestPage);
        builder.Property(view => view.Name).HasMaxLength(SavedView.LongestName);
        builder.Property(view => view.Query).HasMaxLength(SavedView.LongestQuery);
        builder.HasOne<IdentityUser>().WithMany().HasForeignKey(view => view.UserId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasIndex(view => new
            {
                view.UserId,
                view.Page,
                view.Name,
            })
            .IsUnique();
    }
}
