using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People;

/// <summary>Reads people, keys and their rights, always anew: a right taken away is gone at the next question.</summary>
public sealed class PeopleQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>What the person with this id may do now; null when there is no such person.</summary>
    public async Task<PersonRole?> OfUserAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await context.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
        if (user is null)
            return null;
        return new PersonRole(id, user.Email ?? user.UserName ?? id, user.IsDisabled() ? null : await RoleOfAsync(context, id, cancellationToken));
    }

    /// <summary>What the API key with this id may do now; a revoked key is nothing.</summary>
    public async Task<PersonRole?> OfKeyAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await context.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(key => key.Id == id, cancellationToken);
        return key is null ? null : new PersonRole(id.ToString(), key.Name, key.RevokedAt is null ? key.Role : null);
    }

    /// <summary>Everyone, by e-mail address.</summary>
    public async Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var roles = (await UserRoles(context).ToListAsync(cancellationToken)).ToLookup(pair => pair.UserId, pair => pair.Role);
        var users = await context.Users.AsNoTracking().OrderBy(user => user.NormalizedEmail).ToListAsync(cancellationToken);
        return [.. users.Select(user => new Person(user.Id, user.Email ?? user.Id, RoleNames.Highest(roles[user.Id]), user.IsDisabled()))];
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

    internal static Task<bool> AnyAdminAsync(ParserDbContext context, CancellationToken cancellationToken) =>
        UserRoles(context).AnyAsync(pair => pair.Role == "ADMIN", cancellationToken);

    internal static async Task<Role?> RoleOfAsync(ParserDbContext context, string userId, CancellationToken cancellationToken) =>
        RoleNames.Highest(await UserRoles(context).Where(pair => pair.UserId == userId).Select(pair => pair.Role).ToListAsync(cancellationToken));

    internal static IQueryable<UserRole> UserRoles(ParserDbContext context) =>
        context.UserRoles.Join(context.Roles, held => held.RoleId, role => role.Id, (held, role) => new UserRole { UserId = held.UserId, Role = role.NormalizedName });

    internal sealed class UserRole
    {
        public required string UserId { get; init; }

        public string? Role { get; init; }
    }
}
