using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.People.Sessions;

/// <summary>One browser that is signed in; a row of <c>sessions</c>. Without its row a cookie opens nothing.</summary>
public sealed class Session
{
    private Session() { }

    public Guid Id { get; private set; }

    public string UserId { get; private set; } = "";

    public DateTime StartedAt { get; private set; }

    /// <summary>Noted every few minutes.</summary>
    public DateTime LastSeenAt { get; private set; }

    /// <summary>IP address of the sign-in.</summary>
    public string? Address { get; private set; }

    /// <summary>Browser and system in words, as the browser named itself.</summary>
    public string Browser { get; private set; } = "";

    internal static Session Start(string userId, string? address, string browser, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            StartedAt = now,
            LastSeenAt = now,
            Address = address,
            Browser = browser,
        };
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Address).HasMaxLength(64);
        builder.Property(session => session.Browser).HasMaxLength(100);
        builder.HasOne<IdentityUser>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
