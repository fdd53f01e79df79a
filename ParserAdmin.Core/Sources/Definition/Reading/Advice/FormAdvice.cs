using ParserAdmin.Core.Sources.Definition.Reading.Yaml;
using static ParserAdmin.Core.Sources.Definition.Reading.DefinitionKeys;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>How to write in the right form what stands in the wrong one: a text for a mapping, a mapping for a list.</summary>
internal static class FormAdvice
{
    /// <summary>"; write { selector: h2 }", or nothing where it is open what was meant.</summary>
    /// <param name="node">What stands there in place of a mapping.</param>
    /// <param name="known">The mapping's keys; null where they are free.</param>
    public static string ForMap(DefinitionNode node, IReadOnlyList<string>? known)
    {
        if (node is ListNode list)
        {
            return list.Items.Count == 0 ? ""
                : list.Items.All(item => item is MapNode) ? "; remove the '- ' or the [ ] of its keys"
                : list.Items.All(item => item is ScalarNode) && ReferenceEquals(known, Field)
                    ? $"; write {{ selector: [{string.Join(", ", list.Items.Select(item => Quoted(((ScalarNode)item).Value)))}] }}"
                : "";
        }

        if (node is not ScalarNode { IsNull: false } scalar || known is null)
            return "";
        var text = Quoted(scalar.Value);
        return ReferenceEquals(known, Rows)
            || ReferenceEquals(known, Field)
            || ReferenceEquals(known, Next)
            || ReferenceEquals(known, PageCursor)
                ? $"; write {{ selector: {text} }}"
            : ReferenceEquals(known, Pagination) ? $"; write {{ next: {{ selector: {text} }} }}"
            : ReferenceEquals(known, Count) ? $"; write {{ {(int.TryParse(scalar.Value, out _) ? "first" : "parameter")}: {text} }}"
            : ReferenceEquals(known, Detail) ? $"; write {{ path: {text}, link: url }}"
            : ReferenceEquals(known, LoginForm) ? $"; write {{ path: {text}, fields: {{ … }} }}"
            : ReferenceEquals(known, LoginTest) ? $"; write {{ path: {text}, selector: … }}"
            : "";
    }

    public static string ForList(DefinitionNode node) =>
        node switch
        {
            ScalarNode { IsNull: false } scalar => $"; write [{Quoted(scalar.Value)}]",
            MapNode { Entries: [{ Value: ScalarNode { IsNull: false } value } only] } =>
                $"; write [{{ {only.Key.Value}: {Quoted(value.Value)} }}]",
            MapNode { Entries: [var first, ..] } => $"; write [{{ {first.Key.Value}: … }}]",
            _ => "",
        };

    /// <summary>A placeholder without quotes is a mapping to YAML: <c>path: {url}</c>.</summary>
    public static string ForText(DefinitionNode node) =>
        node is MapNode { Entries: [{ Value: ScalarNode { IsNull: true } } only] } ? $"; quote it: \"{{{only.Key.Value}}}\"" : "";

    /// <summary>The text as one may write it in YAML, anywhere.</summary>
    public static string Quoted(string text)
    {
        var shortened = CursorScalars.Short(text);
        return
            shortened.Length > 0
            && shortened.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ')
            && shortened.Trim() == shortened
            && shortened[0] != '-'
            ? shortened
            : InQuotes(shortened);
    }

    /// <summary>The text in quotes that leave it as it is: in double ones a backslash would begin an escape.</summary>
    public static string InQuotes(string text) =>
        text.AsSpan().IndexOfAny('"', '\\') >= 0 ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : $"\"{text}\"";
}
