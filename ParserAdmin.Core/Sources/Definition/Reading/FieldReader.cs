namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads one field of a path.</summary>
internal static class FieldReader
{
    public static FieldDefinition? Read(Cursor place)
    {
        if (place.AsMap(DefinitionKeys.Field) is not { } map)
        {
            return null;
        }

        var all = map.Find("all")?.AsSwitch() ?? false;
        var cases = Cases(map.Find("case"));
        if (map.Find("case") is { } given)
        {
            RefuseBeside(given, map, "attribute");
            RefuseBeside(given, map, "remove");
            RefuseBeside(given, map, "all");
        }

        return new FieldDefinition(
            map.Find("selector")?.AsSelector(),
            map.Find("attribute")?.AsFilledText(),
            all,
            map.Find("default")?.AsText(),
            map.Find("optional")?.AsSwitch() ?? false,
            map.Find("remove")?.AsSelector(),
            cases,
            FilterChainReader.Read(map.Find("filters")));
    }

    private static IReadOnlyList<CaseBranch> Cases(Cursor? place)
    {
        if (place?.AsEntries() is not { } entries)
        {
            return [];
        }

        if (entries.Count == 0)
        {
            place.Fail("the table is empty; add branches such as '.badge-sold: sold'");
        }

        return [.. entries.Select(entry => new CaseBranch(Selector(entry), entry.Value.AsText() ?? ""))];
    }

    private static string Selector(CursorEntry entry) =>
        new Cursor(entry.Key, entry.Value.Path, entry.Value.Errors).AsSelector() ?? "*";

    private static void RefuseBeside(Cursor place, MapCursor map, string key)
    {
        if (map.Find(key) is { } other)
        {
            other.Fail($"has no effect beside 'case', which gives the value itself; remove '{key}' or 'case'");
        }
    }
}
