using ParserAdmin.Core.Audit;

namespace ParserAdmin.Core.People.Passwords;

/// <summary>People change their own password.</summary>
public sealed class PasswordCommands(PeopleChanges changes, FailedTries tries)
{
    /// <summary>Every other browser of theirs is signed out.</summary>
    /// <param name="session">The one that asks, which stays.</param>
    public Task<CommandResult<Person>> ChangeAsync(
        Actor actor,
        string current,
        string password,
        Guid? session,
        CancellationToken cancellationToken
    ) =>
        changes.OfPersonAsync(
            new Change(actor, Role.Viewer, "user.change-password", "users", actor.Id ?? ""),
            async (person, token) =>
            {
                if (await tries.RefusalAsync(person, current) is { } refusal)
                    return Refuse(refusal);
                if (current == password)
                    return Refuse("That is the password that you have. Choose another one.");
                var changed = await person.Users.ChangePasswordAsync(person.User, current, password);
                if (!changed.Succeeded)
                    return Refuse(IdentityErrorText.Of(changed));
                await person.EndSessionsAsync(session, token);
                return person.Done(person.After(person.Before.Role));
            },
            cancellationToken
        );

    private static ChangeOutcome<Person> Refuse(string message) => ChangeOutcome<Person>.Refused(CommandStatus.Invalid, message);
}
