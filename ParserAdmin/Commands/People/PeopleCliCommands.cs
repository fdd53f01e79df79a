using System.CommandLine;
using System.Globalization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Invitations;
using ParserAdmin.Core.People.SecondFactor;

namespace ParserAdmin.Commands.People;

/// <summary><c>user …</c>: who may sign in, with which role.</summary>
internal static class PeopleCliCommands
{
    public static Command User(CommandBuilder cli) =>
        new("user", "People.")
        {
            Add(cli),
            List(cli),
            SetRole(cli),
            Act(
                cli,
                "disable",
                "Takes every right and signs out at once.",
                (host, person, token) => host.Get<PeopleCommands>().SetDisabledAsync(CommandHost.Actor, person.Id, true, null, token),
                "{0} is disabled and signed out."
            ),
            Act(
                cli,
                "enable",
                "Gives the rights back.",
                (host, person, token) => host.Get<PeopleCommands>().SetDisabledAsync(CommandHost.Actor, person.Id, false, null, token),
                "{0} may sign in again."
            ),
            Act(
                cli,
                "remove",
                "Removes a person for good. What they did stays on record.",
                (host, person, token) => host.Get<PeopleCommands>().RemoveAsync(CommandHost.Actor, person.Id, null, token),
                "{0} is removed."
            ),
            Act(
                cli,
                "reset-factor",
                "Takes off the second factor of someone who lost it.",
                (host, person, token) => host.Get<FactorCommands>().ResetAsync(CommandHost.Actor, person.Id, null, token),
                "{0} signs in by password alone."
            ),
            Link(cli),
            SessionCliCommands.List(cli),
            SessionCliCommands.End(cli),
        };

    public static Option<string> RoleOption() =>
        new Option<string>("--role") { Description = "admin, operator or viewer.", Required = true }.AcceptOnlyFromAmong(
            "admin",
            "operator",
            "viewer"
        );

    private static Command Add(CommandBuilder cli)
    {
        var email = new Option<string>("--email") { Description = "The address they sign in with.", Required = true };
        var role = RoleOption();
        return cli.Create(
            "add",
            "Adds a person. Asks for the password, or reads its first line from standard input.",
            DatabaseNeed.Created,
            async (parsed, host, cancellationToken) =>
            {
                if (await PasswordPrompt.ReadAsync(host, cancellationToken) is not { } password)
                    return ExitCode.WrongUsage;
                var added = await host.Get<PeopleCommands>()
                    .AddAsync(
                        CommandHost.Actor,
                        parsed.GetRequiredValue(email),
                        StoredEnum.Read<Role>(parsed.GetRequiredValue(role)),
                        password,
                        cancellationToken
                    );
                if (!added.Succeeded)
                    return await host.RefuseAsync(added);
                await host.Output.WriteLineAsync($"{added.Value.Email} may sign in as {parsed.GetValue(role)}.");
                return ExitCode.Done;
            },
            email,
            role
        );
    }

    private static Command List(CommandBuilder cli) =>
        cli.Create(
            "list",
            "Lists people with role, state and last sign-in.",
            DatabaseNeed.Existing,
            async (_, host, cancellationToken) =>
            {
                var now = host.Get<TimeProvider>().UtcMilliseconds();
                foreach (var person in await host.Get<PeopleQueries>().PeopleAsync(cancellationToken))
                {
                    var role = person.Role is { } held ? RoleNames.Of(held) : "no role";
                    var last = person.LastSignInAt is { } at ? at.ToString("u", CultureInfo.InvariantCulture) : "never signed in";
                    var state = StoredEnum.Write(person.StateAt(now));
                    await host.Output.WriteLineAsync(
                        $"{person.Email}\t{role}\t{state}\t{last}{(person.SecondFactor ? "\tsecond factor" : "")}{(person.External ? "\tby the provider" : "")}"
                    );
                }

                return ExitCode.Done;
            }
        );

    private static Command SetRole(CommandBuilder cli)
    {
        var email = EmailArgument();
        var role = new Argument<string>("ROLE") { Description = "admin, operator or viewer." };
        role.AcceptOnlyFromAmong("admin", "operator", "viewer");
        return cli.Create(
            "role",
            "Gives a person another role.",
            DatabaseNeed.Existing,
            (parsed, host, cancellationToken) =>
                OfPersonAsync(
                    host,
                    parsed.GetRequiredValue(email),
                    person =>
                        host.Get<PeopleCommands>()
                            .SetRoleAsync(
                                CommandHost.Actor,
                                person.Id,
                                StoredEnum.Read<Role>(parsed.GetRequiredValue(role)),
                                null,
                                cancellationToken
                            ),
                    person => $"{person.Email} is {parsed.GetValue(role)}.",
                    cancellationToken
                ),
            email,
            role
        );
    }

    private static Command Link(CommandBuilder cli)
    {
        var email = EmailArgument();
        return cli.Create(
            "link",
            "Prints a link, once, by which a person chooses a new password.",
            DatabaseNeed.Existing,
            (parsed, host, cancellationToken) =>
                OfPersonAsync(
                    host,
                    parsed.GetRequiredValue(email),
                    person => host.Get<InvitationCommands>().RenewAsync(CommandHost.Actor, person.Id, null, cancellationToken),
                    link => $"Open this behind the portal's address, once, before {link.ExpiresAt:u}:\n{link.PathWithToken}",
                    cancellationToken
                ),
            email
        );
    }

    private static Command Act(
        CommandBuilder cli,
        string name,
        string description,
        Func<CommandHost, Person, CancellationToken, Task<CommandResult<Person>>> act,
        string done
    )
    {
        var email = EmailArgument();
        return cli.Create(
            name,
            description,
            DatabaseNeed.Existing,
            (parsed, host, cancellationToken) =>
                OfPersonAsync(
                    host,
                    parsed.GetRequiredValue(email),
                    person => act(host, person, cancellationToken),
                    person => string.Format(CultureInfo.InvariantCulture, done, person.Email),
                    cancellationToken
                ),
            email
        );
    }

    private static async Task<int> OfPersonAsync<T>(
        CommandHost host,
        string email,
        Func<Person, Task<CommandResult<T>>> act,
        Func<T, string> done,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(host, email, cancellationToken) is not { } person)
            return ExitCode.Failed;
        var result = await act(person);
        if (!result.Succeeded)
            return await host.RefuseAsync(result);
        await host.Output.WriteLineAsync(done(result.Value));
        return ExitCode.Done;
    }

    /// <summary>Null where there is nobody, which is said then.</summary>
    internal static async Task<Person?> FindAsync(CommandHost host, string email, CancellationToken cancellationToken)
    {
        var person = await host.Get<PeopleQueries>().FindAsync(email, cancellationToken);
        if (person is null)
            await host.Error.WriteLineAsync($"There is nobody with the address '{email}'. 'parseradmin user list' shows everyone.");
        return person;
    }

    internal static Argument<string> EmailArgument() => new("EMAIL") { Description = "The address they sign in with." };
}
