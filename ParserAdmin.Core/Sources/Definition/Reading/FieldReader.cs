namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads one field of a path.</summary>
internal static class FieldReader
{
    public static FieldDefinition? Read(Cursor place, ResponseType? response)
    {
        if (place.AsMap(DefinitionKeys.Field) is not { } map)
        {
            return null;
        }

        var all = map.Find("all")?.AsSwitch() ?? false;
        var cases = Cases(map.Find("case"), response);
        if (map.Find("case") is { } given)
        {
            RefuseBeside(given, map, "attribute");
            RefuseBeside(given, map, "remove");
            RefuseBeside(given, map, "all");
            RefuseBeside(given, map, "lines");
        }

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
            FilterChainReader.Read(map.Find("filters")))
        {
            Alternatives = [.. selectors.Skip(1)],
            Lines = map.Find("lines")?.AsSwitch() ?? false,
        };
    }

    private static IReadOnlyList<CaseBranch> Cases(Cursor? place, ResponseType? response)
    {
        if (place?.AsEntries() is not { } entries)
        {
            return [];
        }

        if (entries.Count == 0)
        {
            place.Fail("the table is empty; add branches such as '.badge-sold: sold'");
        }

        return [.. entries.Select(entry => new CaseBranch(Selector(entry, response), entry.Value.AsText() ?? ""))];
    }

    // "*" is the branch that always matches, in every language.
    private static string Selector(CursorEntry entry, ResponseType? response) =>
        entry.Key.Value == "*" ? "*" : new Cursor(entry.Key, entry.Value.Path, entry.Value.Errors).AsSelector(response) ?? "*";

    private static IReadOnlyList<string> Selectors(Cursor? place, ResponseType? response)
    {
        if (place?.Node is not ListNode)
        {
            return place?.AsSelector(response) is { } only ? [only] : [];
        }

        var places = place.AsList()!;
        if (places.Count == 0)
        {
            place.Fail("the list is empty; write the selectors to try in their order");
        }

        if (response is ResponseType.Html or ResponseType.Xml && places is [{ Node: ScalarNode { Plain: true, Value: var text } }] && text.Contains('=', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal))
        {
            place.Fail($"without quotes [{text}] is a list; quote it: \"[{text}]\"");
            return [];
        }

        return [.. places.Select(each => each.AsSelector(response)).OfType<string>()];
    }

    private static void RefuseForeign(MapCursor map, ResponseType? response)
    {
        if (response == ResponseType.Json)
        {
            map.Find("attribute")?.Fail("JSON has no attributes; name the value in 'selector', such as $.image.url");
        }

        if (response == ResponseType.Feed && map.Find("selector") is null && map.Find("case") is null)
        {
            map.Place.Fail("a feed's field needs a name; add for example 'selector: title'");
        }

        if (response is ResponseType.Json or ResponseType.Feed)
        {
            map.Find("lines")?.Fail("'lines' is for html and xml; texts of json and feeds keep theirs");
            map.Find("remove")?.Fail("'remove' is for html and xml; use the filter 'replace' or 'regex'");
        }
    }

    private static void RefuseBeside(Cursor place, MapCursor map, string key)
    {
        if (map.Find(key) is { } other)
        {
            other.Fail($"has no effect beside 'case', which gives the value itself; remove '{key}' or 'case'");
        }
    }
}
