using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;

namespace ParserAdmin.Commands;

/// <summary>What is wrong with a command line, with the nearest word that is known.</summary>
internal static class UsageText
{
    /// <returns>Null when nothing is wrong, or when help was asked for.</returns>
    public static string? Of(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0 || parsed.Action is HelpAction)
            return null;
        var path = Path(parsed.CommandResult);
        var help = $"See: {path} --help";
        return parsed.UnmatchedTokens is [var unknown, ..]
            ? $"{Unknown(unknown, parsed.CommandResult.Command, path)} {help}"
            : $"{string.Join(" ", parsed.Errors.Select(Words).Distinct())} {help}";
    }

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
            : "a value of another kind";
        return $"{name} takes {takes}; '{(at.Tokens is [.., var last] ? last.Value : "")}' is none.";
    }

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "parseradmin";
}
