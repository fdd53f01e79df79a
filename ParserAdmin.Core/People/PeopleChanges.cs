using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People;

/// <summary>How every change of people runs: one at a time, with Identity's manager over the same transaction as the audit entry.</summary>
public sealed class PeopleChanges(Changes changes, IServiceScopeFactory scopes)
{
    internal async Task<CommandResult<T>> RunAsync<T>(
        Change change,
        Func<ParserDbContext, UserManager<IdentityUser>, CancellationToken, Task<ChangeOutcome<T>>> body,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        return await changes.RunAsync(
            change,
            async (context, token) =>
            {
                // Held until the end: neither two first admins nor the last two demoting each other can pass side by side.
                await context.Dialect.LockAdmissionAsync(context, token);
                using var users = UserManagers.Over(context, scope.ServiceProvider);
                return await body(context, users, token);
            },
            cancellationToken
        );
    }

    /// <summary>A change of the person whose id the change names.</summary>
    internal Task<CommandResult<T>> OfPersonAsync<T>(
        Change change,
        Func<OpenPerson, CancellationToken, Task<ChangeOutcome<T>>> body,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            change,
            async (context, users, token) =>
            {
                var id = change.EntityId!;
                if (await users.FindByIdAsync(id) is not { } user)
                    return ChangeOutcome<T>.Refused(CommandStatus.NotFound, $"There is no user {id}.");
                var account = await context.Set<Account>().SingleOrDefaultAsync(account => account.UserId == id, token);
                if (account is null)
                    context.Add(account = Account.Create(id));
                var role = await PeopleQueries.RoleOfAsync(context, id, token);
                var external = await context.UserLogins.AnyAsync(login => login.UserId == id, token);
                var before = PeopleQueries.PersonOf(user, account, role, external);
                return await body(new OpenPerson(context, users, user, account, before), token);
            },
            cancellationToken
        );

    /// <summary>Adds a person; without a password they come in by a link only.</summary>
    /// <returns>Why not, or who was added.</returns>
    internal static async Task<(string? Refusal, Person? Person, Account? Account)> AddAsync(
        ParserDbContext context,
        UserManager<IdentityUser> users,
        string email,
        Role role,
        string? password,
        CancellationToken cancellationToken
    )
    {
        email = email.Trim();
        if (!System.Net.Mail.MailAddress.TryCreate(email, out var address) || address.Address != email || email.Length > 256)
            return ($"'{email}' is no e-mail address. Write it as name@example.org.", null, null);
        var user = new IdentityUser
        {
            UserName = email,
            Email = email,
            LockoutEnabled = true,
        };
        var made = password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, password);
        if (!made.Succeeded)
            return (IdentityErrorText.Of(made), null, null);
        var account = Account.Create(user.Id);
        context.Add(account);
        await HoldAsync(context, users, user, role, cancellationToken);
        return (null, PeopleQueries.PersonOf(user, account, role, external: false), account);
    }

    /// <summary>One role a person, so that taking one away cannot leave another behind.</summary>
    /// <param name="role">Null for none.</param>
    internal static async Task HoldAsync(
        ParserDbContext context,
        UserManager<IdentityUser> users,
        IdentityUser user,
        Role? role,
        CancellationToken cancellationToken
    )
    {
        context.RemoveRange(await context.UserRoles.Where(held => held.UserId == user.Id).ToListAsync(cancellationToken));
        if (role is { } given)
        {
            var name = RoleNames.Of(given);
            var normalized = users.NormalizeName(name);
            if (await context.Roles.SingleOrDefaultAsync(known => known.NormalizedName == normalized, cancellationToken) is not { } row)
                context.Add(row = new IdentityRole(name) { NormalizedName = normalized });
            context.Add(new IdentityUserRole<string> { UserId = user.Id, RoleId = row.Id });
        }

        // This saves the roles, too.
        var stamped = await users.UpdateSecurityStampAsync(user);
        if (!stamped.Succeeded)
            throw new InvalidOperationException(IdentityErrorText.Of(stamped));
    }
}
