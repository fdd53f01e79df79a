using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading.Checks;

/// <summary>What only the whole document can tell: paths that name paths and fields, and fields that the identity needs.</summary>
internal static class DefinitionChecks
{
    // The paths whose rows become items by themselves; the others complete or look for one.
    private static readonly string[] ItemPaths = [PathNames.Catalog, PathNames.Updates, PathNames.Top, PathNames.Series, PathNames.Creator];

    public static void Check(MapCursor paths, IReadOnlyDictionary<string, PathDefinition> read, IdentityPolicy identity)
    {
        if (paths.Place.Errors.IsTorn)
            return;
        foreach (var entry in paths.Entries)
        {
            if (read.TryGetValue(entry.Key.Value, out var path))
            {
                CheckAddress(entry, path, paths, read);
                CheckDetail(entry, path, paths, read);
                CheckItemFields(entry, path, read, identity);
                PriceCheck.Check(entry, path, read);
            }
        }
    }

    private static void CheckAddress(
        CursorEntry entry,
        PathDefinition path,
        MapCursor paths,
        IReadOnlyDictionary<string, PathDefinition> read
    )
    {
        var name = entry.Key.Value;
        var linked = name == PathNames.Item || read.Values.Any(other => other.Detail?.Path == name);
        if (
            path.Path is null
            && !linked
            && paths.Find("path") is null
            && PathNames.All.Contains(name)
            && !Means(entry.Value, "path", DefinitionKeys.Path)
        )
        {
            entry.Value.Fail("the key 'path' is missing; add for example 'path: catalogue'");
        }

        // A list is read before there is any item.
        if (
            name is PathNames.Catalog or PathNames.Updates
            && !linked
            && path.Path is { } template
            && FieldTemplate.Names(template) is [var placeholder, ..]
            && !entry.Value.Errors.Within($"{entry.Value.Path}.path")
        )
        {
            Inner(entry.Value, "path")
                .Fail(
                    $"{{{placeholder}}} stands for a field of an item, and '{name}' is read before there is one; pages are counted by "
                        + $"'pagination: {{ page: {{ parameter: page }} }}'"
                );
        }
    }

    private static void CheckDetail(
        CursorEntry entry,
        PathDefinition path,
        MapCursor paths,
        IReadOnlyDictionary<string, PathDefinition> read
    )
    {
        if (path.Detail is not { } detail || Has(entry.Value, "detail") is not { } place)
            return;
        if (detail.Path == entry.Key.Value)
        {
            Inner(place, "path").Fail("a path cannot be its own detail; name another path");
        }
        else if (detail.Path.Length > 0 && paths.Find(detail.Path) is null && !paths.Has(detail.Path))
        {
            Inner(place, "path")
                .Fail(
                    $"there is no path '{CursorScalars.Short(detail.Path)}'{NearestWord.Hint(detail.Path, [.. paths.Entries.Select(e => e.Key.Value)])}"
                );
        }
        else if (read.GetValueOrDefault(detail.Path)?.Detail is not null)
        {
            Inner(place, "path").Fail($"the path '{detail.Path}' has a detail itself; only one level is followed");
        }

        if (detail.Link.Length > 0 && !path.Fields.ContainsKey(detail.Link))
        {
            if (Has(entry.Value, "fields") is not { } fields || Has(fields, detail.Link) is null)
            {
                Inner(place, "link")
                    .Fail(
                        $"the path has no field '{CursorScalars.Short(detail.Link)}'{NearestWord.Hint(detail.Link, [.. path.Fields.Keys])}"
                    );
            }
        }
        else if (
            detail.Link.Length > 0
            && !paths.Place.Errors.Within($"{entry.Value.Path}.fields.{detail.Link}")
            && !entry.Value.Errors.IsInDoubt(entry.Value.Path)
        )
        {
            DetailLinkCheck.Check(Inner(place, "link"), path, detail.Link);
        }
    }

    private static void CheckItemFields(
        CursorEntry entry,
        PathDefinition path,
        IReadOnlyDictionary<string, PathDefinition> read,
        IdentityPolicy identity
    )
    {
        var isSearch = entry.Key.Value == PathNames.Search;
        var isEpisodes = entry.Key.Value == PathNames.Episodes;
        if (
            !(isSearch || isEpisodes || ItemPaths.Contains(entry.Key.Value))
            || Has(entry.Value, "fields") is not { Node: MapNode { Entries.Count: > 0 } } fields
        )
        {
            return;
        }

        // A detail that is wrong is reported already, and may have what is missing here.
        if (path.Detail is { } detail && !read.ContainsKey(detail.Path))
            return;
        var known = path.Fields.Keys.Concat(read.GetValueOrDefault(path.Detail?.Path ?? "")?.Fields.Keys ?? []).ToHashSet();
        Need(
            "title",
            isSearch ? "an answer is known by its title"
                : isEpisodes ? "an episode needs a title of its own"
                : "an item needs a title"
        );
        if (isSearch)
            return;
        if (identity == IdentityPolicy.ExternalId)
        {
            Need("externalId", "the source's identity is externalId");
        }
        else if (identity == IdentityPolicy.Url && !isEpisodes)
        {
            // An episode without an address has that of its title.
            Need("url", "the source's identity is url");
        }

        void Need(string field, string why)
        {
            // A field that was written but is wrong is reported already.
            if (known.Contains(field) || Has(fields, field) is not null)
                return;
            // The same in other letters is another field.
            if (
                ((MapNode)fields.Node).Entries.FirstOrDefault(other => other.Key.Value.Equals(field, StringComparison.OrdinalIgnoreCase)) is
                { } other
            )
            {
                fields.Errors.Add(
                    other.Key,
                    $"{fields.Path}.{other.Key.Value}",
                    $"the field '{field}' is missing: {why}; write '{field}' for '{other.Key.Value}'"
                );
            }
            else
            {
                fields.Fail($"the field '{field}' is missing: {why}; add it here or on the detail path");
            }
        }
    }

    // A key that was misspelt is reported already.
    private static bool Means(Cursor place, string key, IReadOnlyList<string> known) =>
        place.Node is MapNode map
        && map.Entries.Any(entry =>
            entry.Key.Value == key || (!known.Contains(entry.Key.Value) && KeyAdvice.Of(entry.Key.Value, known, null).Meant == key)
        );

    internal static Cursor? Has(Cursor place, string key) =>
        place.Node is MapNode map && map.Entries.FirstOrDefault(entry => entry.Key.Value == key) is { } found
            ? place.At(found.Value, key)
            : null;

    private static Cursor Inner(Cursor place, string key) => Has(place, key) ?? place;
}
