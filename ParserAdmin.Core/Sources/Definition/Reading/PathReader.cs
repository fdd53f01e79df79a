using System.Text.RegularExpressions;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;
using ParserAdmin.Core.Sources.Definition.Reading.Checks;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads one path.</summary>
internal static partial class PathReader
{
    /// <param name="elsewhere">Keys of a path that stand where no path is.</param>
    public static PathDefinition? Read(
        Cursor place,
        IReadOnlyDictionary<string, SettingDefinition> settings,
        IReadOnlyList<string> elsewhere
    )
    {
        if (place.AsMap(DefinitionKeys.Path, elsewhere: elsewhere) is not { } map)
            return null;
        var response = ResponseLanguage.Of(map);
        return RenderingReader.Read(
            map,
            new PathDefinition(
                Address(map.Find("path")),
                response ?? ResponseType.Html,
                RowsReader.Read(map, response),
                Fields(map.Require("fields", "fields: { title: { selector: h2 } }"), response),
                PaginationReader.Read(map.Find("pagination"), response),
                Detail(map.Find("detail"))
            )
            {
                Request = RequestReader.Read(map.Find("request"), settings),
            }
        );
    }

    private static string? Address(Cursor? place)
    {
        // An empty path is the link itself, so blank is not refused.
        if (place?.AsText() is not { } text)
            return null;
        var sample = FieldTemplate.Names(text).Distinct().ToDictionary(name => name, _ => "https://example.org/");
        if (!FieldTemplate.IsWellFormed(text))
        {
            place.Fail($"'{CursorScalars.Short(text)}' has a brace that is no placeholder; write placeholders as {{field}}");
        }
        else if (!PathAddress.TryResolve(new Uri("https://example.org/"), text, sample, out _))
        {
            place.Fail(
                $"'{CursorScalars.Short(text)}' does not make a web address; write a path such as catalogue?page=1 or a full https:// "
                    + $"address"
            );
        }

        return text;
    }

    private static Dictionary<string, FieldDefinition> Fields(Cursor? place, ResponseType? response)
    {
        var fields = new Dictionary<string, FieldDefinition>();
        if (place?.AsEntries() is not { } entries)
            return fields;
        if (entries.Count == 0)
            place.Fail("there are no fields; add at least 'title: { selector: h2 }'");
        foreach (var entry in OutdentedKeys.TakeOut(entries, place, (_, key) => DefinitionKeys.Field.Contains(key)))
        {
            if (IsOfThePath(entry))
                continue;
            if (!FieldName().IsMatch(entry.Key.Value))
            {
                place.Errors.Add(
                    entry.Key,
                    entry.Value.Path,
                    $"'{CursorScalars.Short(entry.Key.Value)}' is not a field name; begin with a letter and use letters, digits and '_'"
                );
            }

            if (FieldReader.Read(entry.Value, response) is { } field)
            {
                DemandAddress(entry, field, response);
                DemandMoney(entry, field, response);
                DemandFields(entry, field, entries);
                fields[entry.Key.Value] = field;
            }
        }

        return fields;
    }

    // A path's own key that slipped in among the fields: as a field it makes no sense, as the path's it does.
    private static bool IsOfThePath(CursorEntry entry)
    {
        var isStray =
            DefinitionKeys.Path.Contains(entry.Key.Value)
            && (
                entry.Value.Node is ScalarNode { IsNull: false }
                || (
                    entry.Value.Node is MapNode { Entries.Count: > 0 } map
                    && map.Entries.All(inner =>
                        DefinitionKeys.MayHold(entry.Key.Value, inner.Key.Value) && !DefinitionKeys.Field.Contains(inner.Key.Value)
                    )
                )
            );
        if (isStray)
        {
            entry.Value.Errors.Add(
                entry.Key,
                entry.Value.Path,
                $"'{entry.Key.Value}' stands among the fields, but belongs to the path: indent it as 'fields'"
            );
        }

        return isStray;
    }

    // A link of a page is relative more often than not, and then the item is refused at each run.
    private static void DemandAddress(CursorEntry entry, FieldDefinition field, ResponseType? response)
    {
        if (
            response == ResponseType.Html
            && entry.Key.Value is "url" or "imageUrl"
            && field is { Attribute: "href" or "src" }
            && HasNoFilters(entry, field)
        )
        {
            entry.Value.Fail("a link in a page may be relative, and an item needs a whole address; add 'filters: [url]'");
        }
    }

    // What people read as a price has a currency beside it. An attribute may hold the bare number.
    private static void DemandMoney(CursorEntry entry, FieldDefinition field, ResponseType? response)
    {
        if (
            response == ResponseType.Html
            && entry.Key.Value == "price"
            && field is { Attribute: null, Cases.Count: 0 }
            && HasNoFilters(entry, field)
        )
        {
            entry.Value.Fail("a price in a page is a text with a currency; add 'filters: [money]'");
        }
    }

    // A row's fields are read in the order in which they are written.
    private static void DemandFields(CursorEntry entry, FieldDefinition field, IReadOnlyList<CursorEntry> entries)
    {
        var above = entries.TakeWhile(other => other != entry).Select(other => other.Key.Value).ToList();
        foreach (var name in FieldTemplate.Names(field.Text ?? "").Where(name => !above.Contains(name)))
        {
            var hint = entries.Any(other => other.Key.Value == name) ? "; write it before this one" : NearestWord.Hint(name, above);
            DefinitionChecks.Has(entry.Value, "text")!.Fail($"no field '{name}' comes before this one{hint}");
        }
    }

    // Filters that are wrong are reported already.
    private static bool HasNoFilters(CursorEntry entry, FieldDefinition field) =>
        field.Filters.Count == 0
        && entry.Value.Node is MapNode map
        && map.Entries.All(key => key.Key.Value != "filters" && KeyAdvice.Of(key.Key.Value, DefinitionKeys.Field, null).Meant != "filters");

    private static DetailDefinition? Detail(Cursor? place) =>
        place?.AsMap(DefinitionKeys.Detail) is { } map
            ? new DetailDefinition(
                map.Require("path", "path: item")?.AsFilledText() ?? "",
                map.Require("link", "link: url")?.AsFilledText() ?? ""
            )
            : null;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,63}\\z")]
    private static partial Regex FieldName();
}
