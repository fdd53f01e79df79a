using System.Globalization;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Checks;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads <c>samples</c>.</summary>
internal static class SampleReader
{
    private const DateTimeStyles AsUtc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
    private const int MostRows = 100_000;

    public static IReadOnlyList<SampleDefinition> Read(Cursor? place, IReadOnlyDictionary<string, PathDefinition> paths, Cursor? written) =>
        place?.AsList() is { } samples
            ? [.. samples.Select((sample, index) => One(sample, index, paths, written)).OfType<SampleDefinition>()]
            : [];

    private static SampleDefinition? One(Cursor place, int index, IReadOnlyDictionary<string, PathDefinition> paths, Cursor? written)
    {
        if (place.AsMap(DefinitionKeys.Sample) is not { } map)
            return null;
        var path = Path(map.Require("path", "path: catalog"), paths, written);
        if (map.Find("rows") is null && map.Find("count") is null)
            place.Fail("says nothing of the rows that must come out; add 'rows', 'count' or both");
        return new SampleDefinition(
            map.Find("name")?.AsFilledText() ?? $"{index + 1}",
            path ?? "",
            map.Find("url")?.AsWebAddress(),
            map.Find("contentType")?.AsFilledText(),
            At(map.Find("at")),
            Answer(map, place),
            File(map.Find("file")),
            Rows(map.Find("rows"), paths.GetValueOrDefault(path ?? "")),
            map.Find("count")?.AsInteger(0, MostRows),
            map.Find("next") is { } next ? Value(next) : null
        )
        {
            Place = (place.Node.Line, place.Node.Column),
        };
    }

    private static string? Path(Cursor? place, IReadOnlyDictionary<string, PathDefinition> paths, Cursor? written)
    {
        if (place?.AsFilledText() is not { } name || paths.ContainsKey(name))
            return place?.AsFilledText();
        // A path that is wrong as a whole is reported there.
        if (
            written is { Node: BrokenNode }
            || place.Errors.IsTorn
            || (written is not null && DefinitionChecks.Has(written, name) is not null)
        )
        {
            return null;
        }

        place.Fail($"there is no path '{CursorScalars.Short(name)}'{NearestWord.Hint(name, [.. paths.Keys])}");
        return null;
    }

    private static string? Answer(MapCursor map, Cursor place)
    {
        var answer = map.Find("answer");
        if (answer is not null && map.Find("file") is { } file)
        {
            file.Fail("the sample has an 'answer' already; remove one of them");
        }
        else if (answer is null && map.Find("file") is null)
        {
            place.Fail("has no answer; add 'answer: |' with the page's source, or 'file' with a file beside the definition");
        }

        var text = answer?.AsText();
        if (text?.Length > SampleDefinition.LongestAnswer)
        {
            answer!.Fail(
                $"is longer than {SampleDefinition.LongestAnswer / 1024} KiB; leave out what the path does not read, or keep it in a "
                    + $"'file' beside the definition"
            );
        }

        return text;
    }

    private static string? File(Cursor? place)
    {
        if (place?.AsFilledText() is not { } name)
            return null;
        if (
            System.IO.Path.IsPathRooted(name)
            || name.Contains(':', StringComparison.Ordinal)
            || name.Split('/', '\\').Any(part => part is ".." or "")
        )
        {
            place.Fail($"'{CursorScalars.Short(name)}' does not lie beside the definition; write a file name such as samples/list.html");
        }

        return name;
    }

    private static DateTime? At(Cursor? place)
    {
        if (place?.AsText() is not { } text)
            return null;
        if (
            DateTime.TryParseExact(
                text,
                ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"],
                CultureInfo.InvariantCulture,
                AsUtc,
                out var time
            )
        )
        {
            return time;
        }

        place.Fail($"'{CursorScalars.Short(text)}' is not a time; write one such as 2026-05-04T13:37:00Z");
        return null;
    }

    private static IReadOnlyList<SampleRow> Rows(Cursor? place, PathDefinition? path) =>
        place?.AsList() is { } rows ? [.. rows.Select(row => Row(row, path)).OfType<SampleRow>()] : [];

    private static SampleRow? Row(Cursor place, PathDefinition? path)
    {
        if ((path is null ? place.AsEntries() : place.AsMap([.. path.Fields.Keys])?.Entries) is not { } entries)
            return null;
        return new SampleRow(
            entries.ToDictionary(entry => entry.Key.Value, entry => Value(entry.Value)),
            place.Node.Line,
            place.Node.Column
        );
    }

    private static SampleValue Value(Cursor place)
    {
        IReadOnlyList<string> texts = place.Node switch
        {
            ScalarNode { IsNull: true } => [],
            ListNode => [.. place.AsList()!.Select(text => text.AsText()).OfType<string>()],
            _ => place.AsText() is { } text ? [text] : [],
        };
        return new SampleValue(texts, place.Node.Line, place.Node.Column);
    }
}
