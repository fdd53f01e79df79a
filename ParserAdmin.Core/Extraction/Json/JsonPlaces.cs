using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ParserAdmin.Core.Extraction.Json;

/// <summary>Where objects and lists stand in a JSON text, by the line and column that the parser kept.</summary>
internal sealed class JsonPlaces(string text)
{
    private readonly int[] _lines = Lines(text);

    public TextPlace?[] Find(IReadOnlyList<JToken> rows) => [.. rows.Select(Find)];

    private TextPlace? Find(JToken row)
    {
        // The parser's place is behind the bracket.
        if (
            row is not JContainer
            || row is not IJsonLineInfo { LineNumber: > 0 } info
            || !info.HasLineInfo()
            || info.LineNumber > _lines.Length
        )
        {
            return null;
        }

        var start = _lines[info.LineNumber - 1] + info.LinePosition - 1;
        return start >= 0 && start < text.Length && text[start] is '{' or '[' ? new TextPlace(start, End(start) - start) : null;
    }

    private int End(int start)
    {
        var (depth, quoted) = (0, false);
        for (var at = start; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when quoted:
                    at++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '{' or '[' when !quoted:
                    depth++;
                    break;
                case '}' or ']' when !quoted && --depth == 0:
                    return at + 1;
            }
        }

        return text.Length;
    }

    private static int[] Lines(string text)
    {
        var starts = new List<int> { JsonReading.Start(text) };
        for (var at = starts[0]; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
                starts.Add(at + 1);
        }

        return [.. starts];
    }
}
