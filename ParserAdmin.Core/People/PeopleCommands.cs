using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People.Invitations;

namespace ParserAdmin.Core.People;

/// <summary>Add and remove people, give and take roles, for portal, API and CLI alike. No password reaches the audit trail.</summary>
public sealed class PeopleCommands(PeopleChanges changes)
{
    private static readonly string[] OfRights = ["user.set-role", "user.disable", "user.enable"];

    /// <summary>
    /// Makes the first admin, as the system, because nobody has a right yet. Two at once cannot both succeed: the second finds an admin and
    /// is refused with <see cref="CommandStatus.Conflict"/>.
    /// </summary>
    /// <param name="address">IP address of who asked, for the record.</param>
    public Task<CommandResult<Person>> AddFirstAdminAsync(
        string email,
        string password,
        string? address,
        CancellationToken cancellationToken
    ) =>
        changes.RunAsync(
            new Change(Actor.System with { IpAddress = address }, Role.Admin, "user.create", "users", null, "first admin"),
            async (context, users, token) =>
                await PeopleQueries.AnyAdminAsync(context, token)
                    ? Refuse(CommandStatus.Conflict, "There is an admin already. Sign in, or ask an admin for an account.")
                    : Added(await PeopleChanges.AddAsync(context, users, email, Role.Admin, password, token)),
            cancellationToken
        );

    /// <summary>With a password that whoever adds them knows; <see cref="InvitationCommands"/> adds people who choose their own.</summary>
    public Task<CommandResult<Person>> AddAsync(
        Actor actor,
        string email,
        Role role,
        string password,
        CancellationToken cancellationToken
    ) =>
        changes.RunAsync(
            new Change(actor, Role.Admin, "user.create", "users", null),
            async (context, users, token) => Added(await PeopleChanges.AddAsync(context, users, email, role, password, token)),
            cancellationToken
        );

    public Task<CommandResult<Person>> SetRoleAsync(
        Actor actor,
        string id,
        Role role,
        string? reason,
        CancellationToken cancellationToken
    ) => SetRoleAsync(actor, id, role, reason, null, cancellationToken);

    /// <param name="seen">The person as this was decided on: whose rights were changed since is not changed again. Null to take whatever
    /// is there.</param>
    public Task<CommandResult<Person>> SetRoleAsync(
        Actor actor,
        string id,
        Role role,
        string? reason,
        Person? seen,
        CancellationToken cancellationToken
    ) =>
        changes.OfPersonAsync(
            new Change(actor, Role.Admin, "user.set-role", "users", id, reason),
            async (person, token) =>
            {
                if (person.Before.Role == role)
                    return ChangeOutcome<Person>.Same(person.Before);
                if (person.Before.External)
                {
                    return Refuse(
                        CommandStatus.Conflict,
                        $"{person.Before.Email} has the role of their groups at the OpenID provider. Change those, or disable them here."
                    );
                }

                if (seen is not null && (seen.Role, seen.Disabled) != (person.Before.Role, person.Before.Disabled))
                {
                    var who = await LastChange.WhoAsync(person.Context, "users", id, OfRights, token);
                    return ChangeOutcome<Person>.Refused(
                        CommandStatus.Conflict,
                        $"{who} changed the rights of {person.Before.Email} meanwhile.",
                        person.Before
                    );
                }

                if (role != Role.Admin && await person.IsLastAdminAsync(token))
                    return person.LastAdmin();
                await PeopleChanges.HoldAsync(person.Context, person.Users, person.User, role, token);
                return person.Done(person.After(role));
            },
            cancellationToken
        );

    /// <summary>Takes every right at once, ends what they are signed in with and bars signing in; or gives the rights back.</summary>
    public Task<CommandResult<Person>> SetDisabledAsync(
        Actor actor,
        string id,
        bool disabled,
        string? reason,
        CancellationToken cancellationToken
    ) =>
        changes.OfPersonAsync(
            new Change(actor, Role.Admin, disabled ? "user.disable" : "user.enable", "users", id, reason),
            async (person, token) =>
            {
                if (person.Before.Disabled == disabled)
                    return ChangeOutcome<Person>.Same(person.Before);
                if (disabled && await person.IsLastAdminAsync(token))
                    return person.LastAdmin();
                person.User.LockoutEnd = disabled ? Disabling.Forever : null;
                if (disabled)
                    await person.EndSessionsAsync(null, token);
                await person.Users.UpdateSecurityStampAsync(person.User);
                return person.Done(person.After(person.Before.Role));
            },
            cancellationToken
        );

    /// <summary>For good, with all they are signed in with. What they did stays on record under their name.</summary>
    public Task<CommandResult<Person>> RemoveAsync(Actor actor, string id, string? reason, CancellationToken cancellationToken) =>
        changes.OfPersonAsync(
            new Change(actor, Role.Admin, "user.remove", "users", id, reason),
            async (person, token) =>
            {
                if (await person.IsLastAdminAsync(token))
                    return person.LastAdmin();
                await person.EndSessionsAsync(null, token);
                person.Context.Remove(person.Account);
                var removed = await person.Users.DeleteAsync(person.User);
                return removed.Succeeded
                    ? new ChangeOutcome<Person>(CommandResult<Person>.Done(person.Before), PeopleJson.Write(person.Before))
                    : Refuse(CommandStatus.Conflict, IdentityErrorText.Of(removed));
            },
            cancellationToken
        );

    private static ChangeOutcome<Person> Added((string? Refusal, Person? Person, Account? Account) added) =>
        added.Person is { } person
            ? new ChangeOutcome<Person>(CommandResult<Person>.Done(person), null, PeopleJson.Write(person), person.Id)
            : Refuse(CommandStatus.Invalid, added.Refusal!);

    private static ChangeOutcome<Person> Refuse(CommandStatus status, string message) => ChangeOutcome<Person>.Refused(status, message);
}
