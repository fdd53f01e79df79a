using System.Globalization;
using System.Text.RegularExpressions;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads <c>metadata</c>.</summary>
internal static partial class MetadataReader
{
    // By these an item is known: another source has no say in them.
    private static readonly string[] Keys = ["externalId", "kind", "url"];

    public static MetadataDefinition? Read(Cursor? place)
    {
        if (place?.AsMap(DefinitionKeys.Metadata) is not { } map)
            return null;
        return new MetadataDefinition(
            map.Require("source", "source: library")?.AsMatch(SourceId(), "write the id of the source that is asked") ?? "",
            map.Find("fields") is { } fields ? Fields(fields) : MetadataDefinition.DefaultFields,
            Threshold(map.Find("threshold")),
            map.Find("days")?.AsInteger(1, 3650) ?? MetadataDefinition.DefaultDays
        );
    }

    private static List<string> Fields(Cursor place)
    {
        var fields = new List<string>();
        if (place.AsList() is not { } places)
            return fields;
        if (places.Count == 0)
            place.Fail("the list is empty; name the fields to correct, or remove the key for the usual ones");
        foreach (var each in places)
        {
            if (each.AsMatch(FieldName(), "name a field, such as genres") is not { } field)
                continue;
            if (Keys.Contains(field))
                each.Fail($"'{field}' tells what an item is found by, and is its own site's; name other fields");
            fields.Add(field);
        }

        return fields;
    }

    private static double Threshold(Cursor? place)
    {
        if (place?.AsText() is not { } text)
            return MetadataDefinition.DefaultThreshold;
        if (
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var threshold)
            && threshold is >= 0.5 and <= 1
        )
        {
            return threshold;
        }

        place.Fail($"'{CursorScalars.Short(text)}' is not a number from 0.5 to 1, such as 0.85");
        return MetadataDefinition.DefaultThreshold;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,63}\\z")]
    private static partial Regex SourceId();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,63}\\z")]
    private static partial Regex FieldName();
}
