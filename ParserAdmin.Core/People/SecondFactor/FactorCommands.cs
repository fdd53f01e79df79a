using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People.Passwords;

namespace ParserAdmin.Core.People.SecondFactor;

/// <summary>People set up and take off their own second factor; an admin takes off that of someone who lost it.</summary>
public sealed class FactorCommands(PeopleChanges changes, FailedTries tries, SecretBox secrets, TimeProvider clock)
{
    /// <summary>From here on signing in takes a code. What else is signed in is signed out.</summary>
    /// <param name="secret">What the person's app was shown; <see cref="Totp.NewSecret"/>.</param>
    /// <param name="code">What the app says: only an app that has the secret can turn this on.</param>
    /// <param name="session">The browser that asks, which stays.</param>
    /// <returns>The recovery codes, which are shown once.</returns>
    public Task<CommandResult<IReadOnlyList<string>>> SetUpAsync(
        Actor actor,
        string secret,
        string code,
        Guid? session,
        CancellationToken cancellationToken
    ) =>
        OwnAsync<IReadOnlyList<string>>(
            actor,
            "user.set-up-second-factor",
            async (person, token) =>
            {
                if (person.Before.SecondFactor)
                    return Refuse<IReadOnlyList<string>>(CommandStatus.Conflict, "There is a second factor already. Turn it off first.");
                if (person.Before.External)
                {
                    return Refuse<IReadOnlyList<string>>(
                        CommandStatus.Conflict,
                        "You sign in by the OpenID provider: set a second factor up there."
                    );
                }

                if (Totp.StepOf(secret, code, clock.GetUtcNow(), 0) is not { } step)
                {
                    return Refuse<IReadOnlyList<string>>(
                        CommandStatus.Invalid,
                        "The code is not the one that the app should show now. Wait for the next one; if that is refused, "
                            + "too, check the clock of the phone."
                    );
                }

                var codes = RecoveryCodes.Make();
                person.Account.SetFactor(secrets.Close(secret), step, RecoveryCodes.Hashes(codes));
                await person.EndSessionsAsync(session, token);
                return person.Done(CommandResult<IReadOnlyList<string>>.Done(codes), person.After(person.Before.Role));
            },
            cancellationToken
        );

    /// <summary>New recovery codes; those from before open nothing any more.</summary>
    public Task<CommandResult<IReadOnlyList<string>>> RenewCodesAsync(Actor actor, string password, CancellationToken cancellationToken) =>
        OwnAsync<IReadOnlyList<string>>(
            actor,
            "user.renew-recovery-codes",
            async (person, _) =>
            {
                if (!person.Before.SecondFactor)
                    return Refuse<IReadOnlyList<string>>(CommandStatus.Conflict, "There is no second factor that they could stand in for.");
                if (await tries.RefusalAsync(person, password) is { } refusal)
                    return Refuse<IReadOnlyList<string>>(CommandStatus.Invalid, refusal);
                var codes = RecoveryCodes.Make();
                person.Account.SetRecovery(RecoveryCodes.Hashes(codes));
                return person.Done(CommandResult<IReadOnlyList<string>>.Done(codes), person.Before);
            },
            cancellationToken
        );

    public Task<CommandResult<Person>> TurnOffAsync(Actor actor, string password, CancellationToken cancellationToken) =>
        OwnAsync<Person>(
            actor,
            "user.turn-off-second-factor",
            async (person, _) =>
            {
                if (await tries.RefusalAsync(person, password) is { } refusal)
                    return Refuse<Person>(CommandStatus.Invalid, refusal);
                return Clear(person);
            },
            cancellationToken
        );

    /// <summary>For someone who lost phone and recovery codes: an admin vouches for them.</summary>
    public Task<CommandResult<Person>> ResetAsync(Actor actor, string id, string? reason, CancellationToken cancellationToken) =>
        changes.OfPersonAsync(
            new Change(actor, Role.Admin, "user.reset-second-factor", "users", id, reason),
            (person, _) => Task.FromResult(Clear(person)),
            cancellationToken
        );

    private Task<CommandResult<T>> OwnAsync<T>(
        Actor actor,
        string action,
        Func<OpenPerson, CancellationToken, Task<ChangeOutcome<T>>> body,
        CancellationToken cancellationToken
    ) => changes.OfPersonAsync(new Change(actor, Role.Viewer, action, "users", actor.Id ?? ""), body, cancellationToken);

    private static ChangeOutcome<Person> Clear(OpenPerson person)
    {
        if (!person.Before.SecondFactor)
            return ChangeOutcome<Person>.Same(person.Before);
        person.Account.ClearFactor();
        return person.Done(person.After(person.Before.Role));
    }

    private static ChangeOutcome<T> Refuse<T>(CommandStatus status, string message) => ChangeOutcome<T>.Refused(status, message);
}
