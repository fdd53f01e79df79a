using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ParserAdmin.Core;

namespace ParserAdmin.Commands;

/// <summary>What is wrong with a command line, with the nearest word that is known.</summary>
internal static class UsageText
{
    /// <returns>Null when nothing is wrong, or when help was asked for.</returns>
    public static string? Of(ParseResult parsed)
    {
        if (parsed.Action is HelpAction)
            return null;
        var path = Path(parsed.CommandResult);
        var problem =
            parsed.UnmatchedTokens is [var unknown, ..] ? Unknown(unknown, parsed.CommandResult.Command, path)
            : parsed.Errors.Count > 0 ? string.Join(" ", parsed.Errors.Select(Words).Distinct())
            : Empty(parsed.CommandResult);
        return problem is null ? null : $"{problem} See: {path} --help";
    }

    /// <summary>
    /// A value of nothing: a shell makes it of a variable that is not set, so what was meant nobody knows. It is no file, no id and no
    /// address; and a reason may be left out, or its command asks for one.
    /// </summary>
    private static string? Empty(CommandResult command) =>
        command
            .Children.Where(result => result is not OptionResult { Option.Name: "--reason" })
            .Where(result => result.Tokens.Any(token => token.Value.Length == 0))
            .Select(result => Needs(result, ""))
            .FirstOrDefault();

    private static string Unknown(string token, Command command, string path)
    {
        var isOption = token.StartsWith('-');
        var name = isOption ? token.Split('=', 2)[0] : token;
        IEnumerable<Symbol> symbols = isOption ? command.Options : command.Subcommands;
        var near = NearestWord.Find(name, [.. symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name)]);
        var what =
            isOption ? $"'{path}' has no option '{name}'."
            : command.Subcommands.Count > 0 ? $"There is no command '{path} {name}'."
            : $"'{path}' does not take '{name}'.";
        return near is null ? what : $"{what} Did you mean '{near}'?";
    }

    /// <summary>The parser itself says of a value that is none of its kind which type of .NET it could not make of it.</summary>
    private static string Words(ParseError error)
    {
        if (error.SymbolResult is not { } at || !error.Message.Contains("'System.", StringComparison.Ordinal))
            return error.Message;
        return Needs(at, at.Tokens is [.., var last] ? last.Value : "");
    }

    private static string Needs(SymbolResult at, string given)
    {
        var (name, type) = at switch
        {
            OptionResult option => (option.Option.Name, option.Option.ValueType),
            ArgumentResult { Parent: OptionResult option } => (option.Option.Name, option.Option.ValueType),
            ArgumentResult argument => (argument.Argument.Name, argument.Argument.ValueType),
            _ => ("This", typeof(string)),
        };
        var takes =
            type == typeof(bool) ? "true, false or no value"
            : type.IsAssignableTo(typeof(FileInfo)) || type == typeof(FileInfo[]) ? "the name of a file"
            : given.Length == 0 ? "a value"
            : "a value of another kind";
        return $"{name} takes {takes}; '{given}' is none.";
    }

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "parseradmin";
}
