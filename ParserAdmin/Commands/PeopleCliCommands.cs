using System.CommandLine;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People;

namespace ParserAdmin.Commands;

/// <summary><c>user add</c> and <c>key add</c>.</summary>
internal static class PeopleCliCommands
{
    public static Command User(CommandBuilder cli)
    {
        var email = new Option<string>("--email") { Description = "The address they sign in with.", Required = true };
        var role = RoleOption();
        var add = cli.Create("add", "Adds a person. Asks for the password, or reads its first line from standard input.", DatabaseNeed.Created, async (parsed, host, cancellationToken) =>
        {
            if (await PasswordPrompt.ReadAsync(host, cancellationToken) is not { } password)
                return ExitCode.WrongUsage;
            var added = await host.Get<PeopleCommands>().AddAsync(
                CommandHost.Actor, parsed.GetRequiredValue(email), StoredEnum.Read<Role>(parsed.GetRequiredValue(role)), password, cancellationToken);
            if (!added.Succeeded)
                return await host.RefuseAsync(added);
            await host.Output.WriteLineAsync($"{added.Value.Email} may sign in as {parsed.GetValue(role)}.");
            return ExitCode.Done;
        }, email, role);
        return new Command("user", "People.") { add };
    }

    public static Command Key(CommandBuilder cli)
    {
        var name = new Option<string>("--name") { Description = "Who or what will use it.", Required = true };
        var role = RoleOption();
        var add = cli.Create("add", "Makes an API key and prints it, once.", DatabaseNeed.Created, async (parsed, host, cancellationToken) =>
        {
            var added = await host.Get<KeyCommands>().AddAsync(
                CommandHost.Actor, parsed.GetRequiredValue(name), StoredEnum.Read<Role>(parsed.GetRequiredValue(role)), null, cancellationToken);
            if (!added.Succeeded)
                return await host.RefuseAsync(added);

            // The key alone on standard output, so that a script can take it.
            await host.Error.WriteLineAsync("Write the key down now: it is not stored and cannot be shown again.");
            await host.Output.WriteLineAsync(added.Value.Secret);
            return ExitCode.Done;
        }, name, role);
        return new Command("key", "API keys.") { add };
    }

    private static Option<string> RoleOption() =>
        new Option<string>("--role") { Description = "admin, operator or viewer.", Required = true }.AcceptOnlyFromAmong("admin", "operator", "viewer");
}
