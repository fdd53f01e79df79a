using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads where a path's rows are.</summary>
internal static class RowsReader
{
    private static readonly string[] Embedding = ["script", "pattern", "jsonLd"];

    public static RowsDefinition Read(MapCursor path, ResponseType? response)
    {
        if (response == ResponseType.Feed)
        {
            path.Find("rows")?.Fail("a feed's rows are its entries; remove 'rows'");
            return new RowsDefinition("*");
        }

        var example = response == ResponseType.Json ? "selector: $.items[*]" : "selector: \"article\"";
        // Of a path whose response is in doubt it is not known whether it has rows.
        if (response is null && path.Find("rows") is null)
            return new RowsDefinition("*");
        if (path.Require("rows", $"rows: {{ {example} }}")?.AsMap(DefinitionKeys.Rows) is not { } map)
            return new RowsDefinition("*");
        if (response is not (null or ResponseType.Json))
        {
            foreach (var key in Embedding)
                map.Find(key)?.Fail($"'{key}' finds JSON within an HTML page; add 'response: json', or remove it");
        }

        if (map.Find("jsonLd") is not null)
        {
            map.Find("script")?.Fail("has no effect beside 'jsonLd', which knows its scripts; remove one of them");
            map.Find("pattern")?.Fail("has no effect beside 'jsonLd', which knows its scripts; remove one of them");
        }

        // The things that 'jsonLd' finds are rows as they are.
        var selector = map.Find("jsonLd") is null ? map.Require("selector", example) : map.Find("selector");
        return new RowsDefinition(selector?.AsSelector(response) ?? (response == ResponseType.Json ? "$" : "*"))
        {
            Script = map.Find("script")?.AsSelector(),
            Pattern = map.Find("pattern")?.AsPattern(),
            JsonLd = map.Find("jsonLd")?.AsFilledText(),
        };
    }
}
