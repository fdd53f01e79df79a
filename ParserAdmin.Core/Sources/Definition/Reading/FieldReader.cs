using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads one field of a path.</summary>
internal static class FieldReader
{
    public static FieldDefinition? Read(Cursor place, ResponseType? response)
    {
        if (place.AsMap(DefinitionKeys.Field) is not { } map)
            return null;
        var all = map.Find("all")?.AsSwitch() ?? false;
        var cases = Cases(map.Find("case"), response);
        if (map.Find("case") is not null)
            RefuseBeside(map, "case", "attribute", "remove", "all", "lines");
        if (map.Find("text") is not null)
            RefuseBeside(map, "text", "selector", "attribute", "remove", "all", "lines", "case");
        RefuseForeign(map, response);
        var selectors = Selectors(map.Find("selector"), response);
        return new FieldDefinition(
            selectors is [var first, ..] ? first : null,
            map.Find("attribute")?.AsFilledText(),
            all,
            map.Find("default")?.AsText(),
            map.Find("optional")?.AsSwitch() ?? false,
            map.Find("remove")?.AsSelector(),
            cases,
            FilterChainReader.Read(map.Find("filters"))
        )
        {
            Alternatives = [.. selectors.Skip(1)],
            Lines = map.Find("lines")?.AsSwitch() ?? false,
            Text = Text(map.Find("text")),
        };
    }

    private static string? Text(Cursor? place)
    {
        var text = place?.AsFilledText();
        if (text is not null && !FieldTemplate.IsWellFormed(text))
            place!.Fail($"'{CursorScalars.Short(text)}' has a brace that is no field; write fields as {{title}}");
        return text;
    }

    private static IReadOnlyList<CaseBranch> Cases(Cursor? place, ResponseType? response)
    {
        if (place?.AsEntries() is not { } entries)
            return [];
        if (entries.Count == 0)
            place.Fail("the table is empty; add branches such as '.badge-sold: sold'");
        if (entries.SkipLast(1).FirstOrDefault(entry => entry.Key.Value == "*") is { } always)
            always.Value.Errors.Add(always.Key, always.Value.Path, "'*' matches always, so what follows has no effect; write it last");
        return [.. entries.Select(entry => new CaseBranch(Selector(entry, response), entry.Value.AsText() ?? ""))];
    }

    // "*" is the branch that always matches, in every language.
    private static string Selector(CursorEntry entry, ResponseType? response) =>
        entry.Key.Value == "*" ? "*" : new Cursor(entry.Key, entry.Value.Path, entry.Value.Errors).AsSelector(response) ?? "*";

    private static IReadOnlyList<string> Selectors(Cursor? place, ResponseType? response)
    {
        if (place?.Node is not ListNode)
            return place?.AsSelector(response) is { } only ? [only] : [];
        var places = place.AsList()!;
        if (places.Count == 0)
            place.Fail("the list is empty; write the selectors to try in their order");
        if (
            response is ResponseType.Html or ResponseType.Xml
            && places is [{ Node: ScalarNode { Plain: true, Value: var text } }]
            && text.Contains('=', StringComparison.Ordinal)
            && !text.Contains('[', StringComparison.Ordinal)
        )
        {
            place.Fail($"without quotes [{text}] is a list; quote it: {FormAdvice.InQuotes($"[{text}]")}");
            return [];
        }

        return [.. places.Select(each => each.AsSelector(response)).OfType<string>()];
    }

    private static void RefuseForeign(MapCursor map, ResponseType? response)
    {
        if (response == ResponseType.Json)
            map.Find("attribute")?.Fail("JSON has no attributes; name the value in 'selector', such as $.image.url");
        if (response == ResponseType.Feed && map.Find("selector") is null && map.Find("case") is null && map.Find("text") is null)
            map.Place.Fail("a feed's field needs a name; add for example 'selector: title'");
        if (response is ResponseType.Json or ResponseType.Feed)
        {
            map.Find("lines")?.Fail("'lines' is for html and xml; texts of json and feeds keep theirs");
            map.Find("remove")?.Fail("'remove' is for html and xml; use the filter 'replace' or 'regex'");
        }
    }

    private static void RefuseBeside(MapCursor map, string giver, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            map.Find(key)?.Fail($"has no effect beside '{giver}', which gives the value itself; remove '{key}' or '{giver}'");
    }
}
