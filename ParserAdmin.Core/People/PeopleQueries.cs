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
        return await PeopleOfAsync(context, context.Users.OrderBy(user => user.NormalizedEmail), cancellationToken);
    }

    /// <summary>A page of those whose e-mail address holds the text.</summary>
    /// <param name="after">The address at which the page before ended.</param>
    public async Task<IReadOnlyList<Person>> PeopleAsync(string? text, string? after, int count, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<IdentityUser> users = context.Users;
        if (text is not null)
        {
            var held = Normalized(text);
            users = users.Where(user => user.NormalizedEmail!.Contains(held));
        }

        if (after is not null)
        {
            var last = Normalized(after);
            users = users.Where(user => string.Compare(user.NormalizedEmail, last) > 0);
        }

        return await PeopleOfAsync(context, users.OrderBy(user => user.NormalizedEmail).Take(count), cancellationToken);
    }

    /// <summary>What people and keys with these ids are called, by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await context
            .Users.AsNoTracking()
            .Where(user => ids.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => user.Email ?? user.Id, cancellationToken);
        var keyIds = ids.Select(id => Guid.TryParse(id, out var key) ? key : Guid.Empty).ToList();
        foreach (var key in await context.Set<ApiKey>().AsNoTracking().Where(key => keyIds.Contains(key.Id)).ToListAsync(cancellationToken))
            names[key.Id.ToString()] = key.Name;
        return names;
    }

    /// <summary>The id of the one admin who can sign in with a password; null where there are more, or none.</summary>
    public async Task<string?> OnlyAdminAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await AdminsWithPasswordAsync(context, cancellationToken) is [var only] ? only : null;
    }

    /// <summary>The person with this address or id, or null.</summary>
    public async Task<Person?> FindAsync(string emailOrId, CancellationToken cancellationToken)
    {
        var normalized = Normalized(emailOrId);
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

    /// <summary>
    /// A page of the keys whose name, beginning or maker holds the text: those that open something first, each newest first.
    /// </summary>
    /// <param name="after">The key at which the page before ended.</param>
    /// <returns>Null where there is no such key.</returns>
    public async Task<IReadOnlyList<ApiKey>?> KeysAsync(string? text, Guid? after, int count, CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var keys = context.Set<ApiKey>().AsNoTracking();
        var last = after is { } asked ? await keys.SingleOrDefaultAsync(key => key.Id == asked, cancellationToken) : null;
        if (after is not null && last is null)
            return null;
        if (text is not null)
        {
            var held = text.ToLowerInvariant();
            keys = keys.Where(key =>
                key.Name.ToLower().Contains(held) || key.Prefix.ToLower().Contains(held) || key.CreatedBy.ToLower().Contains(held)
            );
        }

        // One after the other, each along the key: an order by whether a key opens something would read and sort all.
        var page = new List<ApiKey>();
        var (good, spent) = (
            keys.Where(key => key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now)),
            keys.Where(key => key.RevokedAt != null || key.ExpiresAt <= now)
        );
        var amongGood = last is null || last.IsGoodAt(now);
        if (amongGood)
            page.AddRange(await NewestAsync(good, last?.Id, count, cancellationToken));
        if (page.Count < count)
            page.AddRange(await NewestAsync(spent, amongGood ? null : last!.Id, count - page.Count, cancellationToken));

        return page;
    }

    private static Task<List<ApiKey>> NewestAsync(IQueryable<ApiKey> keys, Guid? before, int count, CancellationToken cancellationToken)
    {
        if (before is { } last)
            keys = keys.Where(key => key.Id.CompareTo(last) < 0);
        return keys.OrderByDescending(key => key.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>Whether the first start is over.</summary>
    public async Task<bool> AnyAdminAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await AnyAdminAsync(context, cancellationToken);
    }

    /// <summary>Of them whoever can still give a right when no provider answers.</summary>
    internal static async Task<IReadOnlyList<string>> AdminsWithPasswordAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        var admins = UserRoles(context).Where(pair => pair.Role == "ADMIN").Select(pair => pair.UserId);
        var users = await context.Users.AsNoTracking().Where(user => admins.Contains(user.Id)).ToListAsync(cancellationToken);
        return [.. users.Where(user => !user.IsDisabled() && user.PasswordHash is not null).Select(user => user.Id)];
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

    private static async Task<IReadOnlyList<Person>> PeopleOfAsync(
        ParserDbContext context,
        IQueryable<IdentityUser> wanted,
        CancellationToken cancellationToken
    )
    {
        var users = await wanted.AsNoTracking().ToListAsync(cancellationToken);
        var ids = users.Select(user => user.Id).ToList();
        var held = await UserRoles(context).Where(pair => ids.Contains(pair.UserId)).ToListAsync(cancellationToken);
        var roles = held.ToLookup(pair => pair.UserId, pair => pair.Role);
        var accounts = await context
            .Set<Account>()
            .AsNoTracking()
            .Where(account => ids.Contains(account.UserId))
            .ToDictionaryAsync(account => account.UserId, cancellationToken);
        var logins = context.UserLogins.Where(login => ids.Contains(login.UserId)).Select(login => login.UserId);
        var external = await logins.ToHashSetAsync(cancellationToken);
        return
        [
            .. users.Select(user =>
                PersonOf(user, accounts.GetValueOrDefault(user.Id), RoleNames.Highest(roles[user.Id]), external.Contains(user.Id))
            ),
        ];
    }

    /// <summary>As Identity stores addresses to find them by.</summary>
    private static string Normalized(string email) => email.Normalize().ToUpperInvariant();

    internal sealed class UserRole
    {
        public required string UserId { get; init; }

        public string? Role { get; init; }
    }
}
