using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Extraction.Markup;

/// <summary>
/// Passes over a document type and takes along the entities that it declares as plain text; nothing outside is ever fetched.
/// </summary>
internal static partial class DocumentType
{
    private const int MaxEntities = 200;
    private const int MaxLength = 1_000;
    private const int MaxSubset = 65_536;

    public static (int End, IReadOnlyDictionary<string, string>? Entities) Skip(string document, int start)
    {
        var close = document.IndexOf('>', start);
        var open = document.IndexOf('[', start);
        if (close < 0)
            return (document.Length, null);
        if (open < 0 || open > close)
            return (close + 1, null);
        var end = document.IndexOf("]>", open, StringComparison.Ordinal);
        return end < 0 ? (close + 1, null) : (end + 2, Declared(document[open..Math.Min(end, open + MaxSubset)]));
    }

    private static Dictionary<string, string>? Declared(string subset)
    {
        var entities = Entity()
            .Matches(subset)
            .Take(MaxEntities)
            .Where(match => match.Groups[3].Length <= MaxLength)
            .GroupBy(match => match.Groups[1].Value)
            .ToDictionary(group => group.Key, group => MarkupEntities.Decode(group.First().Groups[3].Value));
        return entities.Count == 0 ? null : entities;
    }

    [GeneratedRegex("""<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(["'])([^"'<]*)\2\s*>""")]
    private static partial Regex Entity();
}
