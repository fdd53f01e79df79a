using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People;

/// <summary>Add people, give and take roles: the way for portal, API and CLI alike. No password reaches the audit trail.</summary>
public sealed class PeopleCommands(Changes changes, IServiceScopeFactory scopes)
{
    /// <summary>
    /// Makes the first admin, as the system, because nobody has a right yet. Two at once cannot both succeed: the second finds an admin and is
    /// refused with <see cref="CommandStatus.Conflict"/>.
    /// </summary>
    /// <param name="address">IP address of who asked, for the record.</param>
    public Task<CommandResult<Person>> AddFirstAdminAsync(string email, string password, string? address, CancellationToken cancellationToken) =>
        RunAsync(
            new Change(Actor.System with { IpAddress = address }, Role.Admin, "user.create", "users", null, "first admin"),
            async (context, users, token) => await PeopleQueries.AnyAdminAsync(context, token)
                ? Refuse(CommandStatus.Conflict, "There is an admin already. Sign in, or ask an admin for an account.")
                : await AddAsync(context, users, email, Role.Admin, password, token),
            cancellationToken);

    public Task<CommandResult<Person>> AddAsync(Actor actor, string email, Role role, string password, CancellationToken cancellationToken) =>
        RunAsync(
            new Change(actor, Role.Admin, "user.create", "users", null),
            (context, users, token) => AddAsync(context, users, email, role, password, token),
            cancellationToken);

    public Task<CommandResult<Person>> SetRoleAsync(Actor actor, string id, Role role, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(actor, "user.set-role", id, reason, async (context, users, user, before, token) =>
        {
            if (before.Role == role)
                return ChangeOutcome<Person>.Same(before);
            if (role != Role.Admin && await IsLastAdminAsync(context, before, token))
                return LastAdmin(before);
            await HoldAsync(context, users, user, role, token);
            return Done(before with { Role = role }, before);
        }, cancellationToken);

    /// <summary>Takes every right at once and bars signing in, or gives both back.</summary>
    public Task<CommandResult<Person>> SetDisabledAsync(Actor actor, string id, bool disabled, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(actor, disabled ? "user.disable" : "user.enable", id, reason, async (context, users, user, before, token) =>
        {
            if (before.Disabled == disabled)
                return ChangeOutcome<Person>.Same(before);
            if (disabled && await IsLastAdminAsync(context, before, token))
                return LastAdmin(before);
            user.LockoutEnabled = true;
            user.LockoutEnd = disabled ? Disabling.Forever : null;
            await users.UpdateSecurityStampAsync(user);
            return Done(before with { Disabled = disabled }, before);
        }, cancellationToken);

    private Task<CommandResult<Person>> ChangeAsync(
        Actor actor, string action, string id, string? reason,
        Func<ParserDbContext, UserManager<IdentityUser>, IdentityUser, Person, CancellationToken, Task<ChangeOutcome<Person>>> change,
        CancellationToken cancellationToken) =>
        RunAsync(
            new Change(actor, Role.Admin, action, "users", id, reason),
            async (context, users, token) =>
            {
                if (await users.FindByIdAsync(id) is not { } user)
                    return Refuse(CommandStatus.NotFound, $"There is no user {id}.");
                var before = new Person(id, user.Email ?? id, await PeopleQueries.RoleOfAsync(context, id, token), user.IsDisabled());
                return await change(context, users, user, before, token);
            },
            cancellationToken);

    private async Task<CommandResult<Person>> RunAsync(
        Change change, Func<ParserDbContext, UserManager<IdentityUser>, CancellationToken, Task<ChangeOutcome<Person>>> body, CancellationToken cancellationToken)
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
            cancellationToken);
    }

    private static async Task<ChangeOutcome<Person>> AddAsync(
        ParserDbContext context, UserManager<IdentityUser> users, string email, Role role, string password, CancellationToken cancellationToken)
    {
        email = email.Trim();
        if (!System.Net.Mail.MailAddress.TryCreate(email, out var address) || address.Address != email || email.Length > 256)
            return Refuse(CommandStatus.Invalid, $"'{email}' is no e-mail address. Write it as name@example.org.");
        var user = new IdentityUser { UserName = email, Email = email, LockoutEnabled = true };
        var made = await users.CreateAsync(user, password);
        if (!made.Succeeded)
            return Refuse(CommandStatus.Invalid, IdentityErrorText.Of(made));
        await HoldAsync(context, users, user, role, cancellationToken);
        return Done(new Person(user.Id, email, role, false), null);
    }

    /// <summary>One role a person, so that taking one away cannot leave another behind.</summary>
    private static async Task HoldAsync(
        ParserDbContext context, UserManager<IdentityUser> users, IdentityUser user, Role role, CancellationToken cancellationToken)
    {
        var name = RoleNames.Of(role);
        var normalized = users.NormalizeName(name);
        if (await context.Roles.SingleOrDefaultAsync(known => known.NormalizedName == normalized, cancellationToken) is not { } row)
            context.Add(row = new IdentityRole(name) { NormalizedName = normalized });
        context.RemoveRange(await context.UserRoles.Where(held => held.UserId == user.Id).ToListAsync(cancellationToken));
        context.Add(new IdentityUserRole<string> { UserId = user.Id, RoleId = row.Id });
        // A new stamp makes every cookie of theirs be looked at again; this saves the roles, too.
        var stamped = await users.UpdateSecurityStampAsync(user);
        if (!stamped.Succeeded)
            throw new InvalidOperationException(IdentityErrorText.Of(stamped));
    }

    private static async Task<bool> IsLastAdminAsync(ParserDbContext context, Person person, CancellationToken cancellationToken)
    {
        if (person.Role != Role.Admin || person.Disabled)
            return false;
        var admins = await PeopleQueries.UserRoles(context).Where(pair => pair.Role == "ADMIN" && pair.UserId != person.Id)
            .Select(pair => pair.UserId).ToListAsync(cancellationToken);
        return (await context.Users.AsNoTracking().Where(user => admins.Contains(user.Id)).ToListAsync(cancellationToken)).All(user => user.IsDisabled());
    }

    private static ChangeOutcome<Person> LastAdmin(Person person) =>
        Refuse(CommandStatus.Conflict, $"{person.Email} is the last admin. Make someone else an admin first.");

    private static ChangeOutcome<Person> Done(Person person, Person? before) =>
        new(CommandResult<Person>.Done(person), before is null ? null : PeopleJson.Write(before), PeopleJson.Write(person), person.Id);

    private static ChangeOutcome<Person> Refuse(CommandStatus status, string message) => ChangeOutcome<Person>.Refused(status, message);
}
