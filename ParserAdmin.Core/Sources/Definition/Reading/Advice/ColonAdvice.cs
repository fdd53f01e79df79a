using System.Text.RegularExpressions;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>
/// A ':' without a space behind it: YAML then takes the key and what it should hold for one text, <c>title:{ selector: a }</c>.
/// </summary>
internal static partial class ColonAdvice
{
    /// <summary>The key that was meant, and what to write; null for a key that has nothing of the kind.</summary>
    public static (string Key, string Message)? OfKey(ScalarNode key) =>
        key.Plain && Glued().Match(key.Value) is { Success: true } found ? (found.Groups[1].Value, Message(found)) : null;

    /// <param name="line">A line where the parser gave up.</param>
    public static (int Column, string Message)? OfLine(string line) =>
        Glued().Match(line) is { Success: true } found
        || (found = GluedInFlow().Matches(line).FirstOrDefault(each => DefinitionKeys.IsKey(each.Groups[1].Value))) is not null
            ? (found.Groups[1].Index + 1, Message(found))
            : null;

    private static string Message(Match found) =>
        $"put a space after the ':', such as '{found.Groups[1].Value}: "
        + $"{found.Groups[2].Value switch { "{" => "{ … }", "[" => "[ … ]", _ => "\"…\"" }}'";

    [GeneratedRegex("""^ *(?:- +)?([A-Za-z_][\w-]*):([{\["'])""")]
    private static partial Regex Glued();

    [GeneratedRegex("""[{,]\s*([A-Za-z_][\w-]*):([{\["'])""")]
    private static partial Regex GluedInFlow();
}
