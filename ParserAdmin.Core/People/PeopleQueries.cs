using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Core.People;

/// <summary>Reads people, keys and their rights, always anew: a right taken away is gone at the next question.</summary>
public sealed class PeopleQueries(IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    /// <summary>What the person with this id may do now; null when there is no such person.</summary>
    public Task<PersonRole?> OfUserAsync(string id, CancellationToken cancellationToken) => OfUserAsync(id, null, cancellationToken);

    /// <param name="session">What they are signed in with; nothing may be done with one that was ended.</param>
    public async Task<PersonRole?> OfUserAsync(string id, Guid? session, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var oldest = clock.UtcMilliseconds() - SessionRegister.Lifetime;
        if (
            session is not null
            && !await context
                .Set<Session>()
                .AnyAsync(one => one.Id == session && one.UserId == id && one.LastSeenAt >= oldest, cancellationToken)
        )
        {
            return null;
        }

        var user = await context.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
        if (user is null)
            return null;
        return new PersonRole(
            id,
            user.Email ?? user.UserName ?? id,
            user.IsDisabled() ? null : await RoleOfAsync(context, id, cancellationToken)
        );
    }

    /// <summary>What the API key with this id may do now; one that was revoked or ran out is nothing.</summary>
    public async Task<PersonRole?> OfKeyAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await context.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(key => key.Id == id, cancellationToken);
        return key is null ? null : new PersonRole(id.ToString(), key.Name, key.IsGoodAt(clock.UtcMilliseconds()) ? key.Role : null);
    }

    /// <summary>Everyone, by e-mail address.</summary>
    public async Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var roles = (await UserRoles(context).ToListAsync(cancellationToken)).ToLookup(pair => pair.UserId, pair => pair.Role);
        var users = await context.Users.AsNoTracking().OrderBy(user => user.NormalizedEmail).ToListAsync(cancellationToken);
        var accounts = await context.Set<Account>().AsNoTracking().ToDictionaryAsync(account => account.UserId, cancellationToken);
        var external = await context.UserLogins.Select(login => login.UserId).ToHashSetAsync(cancellationToken);
        return
        [
            .. users.Select(user =>
                PersonOf(user, accounts.GetValueOrDefault(user.Id), RoleNames.Highest(roles[user.Id]), external.Contains(user.Id))
            ),
        ];
    }

    /// <summary>The person with this address or id, or null.</summary>
    public async Task<Person?> FindAsync(string emailOrId, CancellationToken cancellationToken)
    {
        // As Identity stores addresses to find them by.
        var normalized = emailOrId.Normalize().ToUpperInvariant();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await context
            .Users.AsNoTracking()
            .FirstOrDefaultAsync(user => user.Id == emailOrId || user.NormalizedEmail == normalized, cancellationToken);
        if (user is null)
            return null;
        var account = await context.Set<Account>().AsNoTracking().SingleOrDefaultAsync(one => one.UserId == user.Id, cancellationToken);
        var external = await context.UserLogins.AnyAsync(login => login.UserId == user.Id, cancellationToken);
        return PersonOf(user, account, await RoleOfAsync(context, user.Id, cancellationToken), external);
    }

    /// <summary>All keys, newest first, the revoked ones too.</summary>
    public async Task<IReadOnlyList<ApiKey>> KeysAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ApiKey>().AsNoTracking().OrderByDescending(key => key.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Whether the first start is over.</summary>
    public async Task<bool> AnyAdminAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await AnyAdminAsync(context, cancellationToken);
    }

    internal static Person PersonOf(IdentityUser user, Account? account, Role? role, bool external) =>
        new(user.Id, user.Email ?? user.Id, role, user.IsDisabled())
        {
            HasPassword = user.PasswordHash is not null,
            External = external,
            LinkExpiresAt = account?.LinkExpiresAt,
            LastSignInAt = account?.LastSignInAt,
            SecondFactor = account?.FactorSecret is not null,
        };

    internal static Task<bool> AnyAdminAsync(ParserDbContext context, CancellationToken cancellationToken) =>
        UserRoles(context).AnyAsync(pair => pair.Role == "ADMIN", cancellationToken);

    internal static async Task<Role?> RoleOfAsync(ParserDbContext context, string userId, CancellationToken cancellationToken) =>
        RoleNames.Highest(
            await UserRoles(context).Where(pair => pair.UserId == userId).Select(pair => pair.Role).ToListAsync(cancellationToken)
        );

    internal static IQueryable<UserRole> UserRoles(ParserDbContext context) =>
        context.UserRoles.Join(
            context.Roles,
            held => held.RoleId,
            role => role.Id,
            (held, role) => new UserRole { UserId = held.UserId, Role = role.NormalizedName }
        );

    internal sealed class UserRole
    {
        public required string UserId { get; init; }

        public string? Role { get; init; }
    }
}
