using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading.Checks;

/// <summary>Names of paths that there are not: one hint for each, by what the path is used for, not only by its letters.</summary>
internal static class PathNamesCheck
{
    /// <summary>Reports the unknown names under <c>paths</c>.</summary>
    /// <param name="kind">The source's kind as it is written: a channel's list is <c>updates</c>.</param>
    public static void Check(IReadOnlyList<CursorEntry> entries, string? kind, DefinitionErrors errors)
    {
        foreach (var entry in entries.Where(entry => !PathNames.All.Contains(entry.Key.Value)))
        {
            var name = entry.Key.Value;
            errors.Add(
                entry.Key,
                entry.Value.Path,
                DefinitionKeys.Path.Contains(name, StringComparer.Ordinal)
                    ? $"unknown path '{name}'; it belongs to one of the keys above it: indent it further"
                    : $"unknown path '{name}'; "
                        + $"{(Meant(entry, entries, kind) is { } meant ? $"did you mean '{meant}', {Use(meant)}?" : $"known: {string.Join(", ", PathNames.All)}")}"
            );
        }
    }

    /// <summary>The known names that were meant by unknown ones: nobody needs to hear that they are missing, too.</summary>
    public static IEnumerable<string> Misspelt(IReadOnlyList<CursorEntry> entries) =>
        entries.Any(entry => !PathNames.All.Contains(entry.Key.Value)) ? PathNames.All : [];

    private static string? Meant(CursorEntry entry, IReadOnlyList<CursorEntry> entries, string? kind)
    {
        var name = entry.Key.Value;
        var free = PathNames.All.Where(known => entries.All(other => other.Key.Value != known)).ToList();
        var details = entries.Select(other => Inner(other.Value, "detail", "path")).OfType<string>().ToList();
        if (details.Contains(name))
            return Free(PathNames.Item);
        if (free.Find(details.Contains) is { } missing)
            return missing;
        // Without the list there is nothing to start from.
        var isList =
            DefinitionChecks.Has(entry.Value, "pagination") is not null
            || DefinitionChecks.Has(entry.Value, "detail") is not null
            || (
                DefinitionChecks.Has(entry.Value, "path") is not null
                && entries.All(other => other.Key.Value is not (PathNames.Catalog or PathNames.Updates))
            );
        var list = kind is "channel" or "listing" ? PathNames.Updates : PathNames.Catalog;
        var near = NearestWord.Find(name, free);
        return isList && near is null or PathNames.Item ? Free(list) : near;

        string? Free(string known) => free.Contains(known) ? known : null;
    }

    private static string? Inner(Cursor place, string key, string inner) =>
        DefinitionChecks.Has(place, key) is { } found && DefinitionChecks.Has(found, inner)?.Node is ScalarNode text ? text.Value : null;

    private static string Use(string name) =>
        name switch
        {
            PathNames.Catalog => "the whole list",
            PathNames.Updates => "what is newest",
            PathNames.Item => "an item's own page",
            PathNames.Episodes => "the parts of an item",
            PathNames.Search => "where titles are looked up",
            _ => $"the page of the task of that name",
        };
}
