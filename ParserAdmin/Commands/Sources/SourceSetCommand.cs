using System.CommandLine;
using System.CommandLine.Parsing;
using ParserAdmin.Core.Sources.Settings;

namespace ParserAdmin.Commands.Sources;

/// <summary><c>source set</c>: the values that a source's definition asks for.</summary>
internal static class SourceSetCommand
{
    private const string FromInput = "-";

    public static Command Create(CommandBuilder cli)
    {
        var id = new Argument<string>("ID") { Description = "The source's id." };
        var values = new Argument<string[]>("NAME=VALUE")
        {
            Description = "A setting's new value. NAME=- reads it from standard input, so that it stands in no history; NAME= clears it.",
            Arity = ArgumentArity.OneOrMore,
        };
        values.Validators.Add(Check);
        return cli.Create(
            "set",
            "Sets values of a source's settings, such as the user name and password of its login. Secrets are stored encrypted.",
            DatabaseNeed.Existing,
            async (parsed, host, cancellationToken) =>
            {
                var source = parsed.GetRequiredValue(id);
                var pairs = new Dictionary<string, string?>(StringComparer.Ordinal);
                foreach (var (name, value) in parsed.GetRequiredValue(values).Select(Split))
                {
                    pairs[name] = value switch
                    {
                        "" => null,
                        FromInput => await SecretInput.ReadAsync(host, name, cancellationToken),
                        _ => value,
                    };
                }

                if (pairs.FirstOrDefault(pair => pair.Value is "") is { Key: { } empty })
                {
                    await host.Error.WriteLineAsync(
                        $"Nothing came on standard input for '{empty}'. Pipe the value into the command; to clear it, write {empty}= "
                            + $"without a value."
                    );
                    return ExitCode.WrongUsage;
                }

                var set = await host.Get<SourceSettingCommands>().SetAsync(CommandHost.Actor, source, pairs, cancellationToken);
                if (!set.Succeeded)
                    return await host.RefuseAsync(set);
                foreach (var (name, value) in pairs)
                    await host.Output.WriteLineAsync($"{source}: {name} is {(value is null ? "cleared" : "set")}.");
                return ExitCode.Done;
            },
            id,
            values
        );
    }

    private static void Check(ArgumentResult result)
    {
        var pairs = result.Tokens.Select(token => Split(token.Value)).ToList();
        if (pairs.FindIndex(pair => pair.Name.Length == 0) is >= 0 and var bad)
            result.AddError($"'{result.Tokens[bad].Value}' has no name and value. Write NAME=VALUE, such as user=reader.");
        else if (pairs.GroupBy(pair => pair.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            result.AddError($"'{twice.Key}' stands here twice. Leave one out.");
        else if (pairs.Count(pair => pair.Value == FromInput) > 1)
            result.AddError("Standard input holds one value only. Set the others in a command of their own.");
    }

    private static (string Name, string Value) Split(string pair) =>
        pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (pair[..at], pair[(at + 1)..]) : ("", "");
}
