using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Sources.Definition;

/// <summary>Texts with settings in them: <c>Bearer {{ .Config.token }}</c>.</summary>
public static partial class ConfigTemplate
{
    /// <summary>Names of the settings that a text asks for.</summary>
    public static IReadOnlyList<string> Names(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    /// <summary>Whether every pair of braces is one that is understood.</summary>
    public static bool IsWellFormed(string text)
    {
        var rest = Place().Replace(text, "");
        return !rest.Contains("{{", StringComparison.Ordinal) && !rest.Contains("}}", StringComparison.Ordinal);
    }

    /// <exception cref="KeyNotFoundException">A setting has no value; its message names the setting.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Place()
            .Replace(
                text,
                match =>
                    values.TryGetValue(match.Groups[1].Value, out var value) ? value : throw new KeyNotFoundException(match.Groups[1].Value)
            );

    [GeneratedRegex(@"\{\{\s*\.Config\.([A-Za-z][A-Za-z0-9_]{0,63})\s*\}\}")]
    private static partial Regex Place();
}
