using System.CommandLine;
using System.Globalization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Commands.People;

/// <summary><c>user sessions</c> and <c>user sign-out</c>: the browsers that somebody is signed in with.</summary>
internal static class SessionCliCommands
{
    public static Command List(CommandBuilder cli)
    {
        var email = PeopleCliCommands.EmailArgument();
        return cli.Create(
            "sessions",
            "Lists the browsers that a person is signed in with, the newest first.",
            DatabaseNeed.Existing,
            async (parsed, host, cancellationToken) =>
            {
                if (await PeopleCliCommands.FindAsync(host, parsed.GetRequiredValue(email), cancellationToken) is not { } person)
                    return ExitCode.Failed;
                foreach (var session in await host.Get<SessionRegister>().ListAsync(person.Id, cancellationToken))
                {
                    await host.Output.WriteLineAsync(
                        $"{session.Browser}\t{session.Address}\tsince {Text(session.StartedAt)}\tseen {Text(session.LastSeenAt)}\t{session.Id}"
                    );
                }

                return ExitCode.Done;
            },
            email
        );
    }

    public static Command End(CommandBuilder cli)
    {
        var email = PeopleCliCommands.EmailArgument();
        var session = new Option<string?>("--session")
        {
            Description = "The id of one session, as 'user sessions' shows it. Without it, all of them.",
        };
        session.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !Guid.TryParse(text, out _))
                result.AddError($"--session takes the id of a session; '{text}' is none.");
        });
        return cli.Create(
            "sign-out",
            "Signs a person out, everywhere or of one browser. They may sign in again.",
            DatabaseNeed.Existing,
            async (parsed, host, cancellationToken) =>
            {
                Guid? which = parsed.GetValue(session) is { } text ? Guid.Parse(text) : null;
                if (await PeopleCliCommands.FindAsync(host, parsed.GetRequiredValue(email), cancellationToken) is not { } person)
                    return ExitCode.Failed;
                var ended = await host.Get<SessionCommands>().EndAsync(CommandHost.Actor, person.Id, which, null, cancellationToken);
                return ended.Succeeded ? await SayAsync(host, person, which, ended.Value) : await host.RefuseAsync(ended);
            },
            email,
            session
        );
    }

    /// <summary>Somebody who is signed in nowhere is what was wanted; a session that is none may be a mistyped one.</summary>
    private static async Task<int> SayAsync(CommandHost host, Person person, Guid? which, int ended)
    {
        if (which is not null && ended == 0)
        {
            await host.Error.WriteLineAsync(
                $"{person.Email} has no session '{which}'. 'parseradmin user sessions {person.Email}' shows those that there are."
            );
            return ExitCode.Failed;
        }

        await host.Output.WriteLineAsync(
            ended switch
            {
                0 => $"{person.Email} was signed in nowhere.",
                1 => $"{person.Email} is signed out of one browser.",
                _ => $"{person.Email} is signed out of {ended} browsers.",
            }
        );
        return ExitCode.Done;
    }

    private static string Text(DateTime at) => at.ToString("u", CultureInfo.InvariantCulture);
}
