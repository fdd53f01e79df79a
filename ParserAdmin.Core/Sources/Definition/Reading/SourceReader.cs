using System.Text.RegularExpressions;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;
using ParserAdmin.Core.Sources.Definition.Reading.Checks;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads the document's root.</summary>
internal static partial class SourceReader
{
    public const int FormatVersion = 1;

    public static SourceDefinition? Read(Cursor place)
    {
        if (place.AsMap(DefinitionKeys.Source) is not { } map)
            return null;
        Version(map);
        var identity = map.Find("identity")?.AsChoice(DefinitionChoices.Identities) ?? IdentityPolicy.Url;
        var settings = SettingsReader.Read(map.Find("settings"));
        var fetch = FetchReader.Read(map.Find("fetch"), settings);
        var paths = Paths(map.Require("paths", "paths: { catalog: { … } }"), identity, settings, map);
        var source = new SourceDefinition(
            FormatVersion,
            map.Require("id", "id: demo")
                ?.AsMatch(Id(), "use lower-case letters, digits, '-' and '_', at most 64, and begin with a letter or digit")
                ?? "",
            map.Require("name", "name: Demo catalogue")?.AsFilledText(SourceDefinition.LongestName) ?? "",
            map.Require("kind", "kind: catalog")?.AsChoice(DefinitionChoices.Kinds) ?? default,
            map.Find("language")?.AsMatch(Language(), "write a language tag such as en or pt-BR"),
            Links(map.Require("links", "links: [\"https://example.org/\"]")),
            identity,
            fetch,
            paths
        )
        {
            Settings = settings,
            Priority = map.Find("priority")?.AsInteger(-100, 100) ?? 0,
            Samples = SampleReader.Read(map.Find("samples"), paths, map.Find("paths")),
            Login = LoginReader.Read(map.Find("login"), settings),
            Top = TopReader.Read(map.Find("top"), map, paths),
            Metadata = MetadataReader.Read(map.Find("metadata")),
        };
        RenderingReader.Check(map, fetch, source.Paths);
        KindCheck.Check(map, source);
        PostedCountCheck.Check(map, source);
        return source;
    }

    private static void Version(MapCursor map)
    {
        if (map.Require("version", $"version: {FormatVersion}") is { } place && place.AsText() is { } text && text != "1")
            place.Fail($"version '{CursorScalars.Short(text)}' is not known here; write {FormatVersion}, or update the program");
    }

    private static IReadOnlyList<Uri> Links(Cursor? place)
    {
        if (place?.AsList() is not { } links)
            return [];
        if (links.Count == 0)
            place.Fail("the list is empty; add the site's address");
        return [.. links.Select(link => link.AsWebAddress()).OfType<Uri>()];
    }

    private static Dictionary<string, PathDefinition> Paths(
        Cursor? place,
        IdentityPolicy identity,
        IReadOnlyDictionary<string, SettingDefinition> settings,
        MapCursor source
    )
    {
        var paths = new Dictionary<string, PathDefinition>();
        if (place?.AsEntries(PathNames.All) is not { } written)
            return paths;
        // A path that is elsewhere by mistake is told there; nobody needs to hear that it is missing, too.
        var astray = source
            .Entries.Concat(written.SelectMany(path => path.Value.Node is MapNode ? path.Value.AsEntries()! : []))
            .Select(entry => entry.Key.Value)
            .Where(PathNames.All.Contains)
            .ToHashSet();
        var entries = OutdentedKeys.TakeOut(written, place, (_, key) => DefinitionKeys.Path.Contains(key) && !PathNames.All.Contains(key));
        PathNamesCheck.Check(entries, source.Find("kind")?.Node is ScalarNode kind ? kind.Value : null, place.Errors);
        var map = new MapCursor(place, entries, astray.Concat(PathNamesCheck.Misspelt(entries)).ToHashSet());

        if (map.Entries.Count == 0)
            place.Fail("there are no paths; add 'catalog' or another of: " + string.Join(", ", PathNames.All));
        IReadOnlyList<string> outdented =
        [
            .. source.Entries.Concat(entries).Select(entry => entry.Key.Value).Where(key => DefinitionKeys.Path.Contains(key)),
        ];
        foreach (var entry in map.Entries)
        {
            if (PathNames.All.Contains(entry.Key.Value) && PathReader.Read(entry.Value, settings, outdented) is { } path)
                paths[entry.Key.Value] = path;
        }

        DefinitionChecks.Check(map, paths, identity);
        return paths;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,63}\\z")]
    private static partial Regex Id();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\\z")]
    private static partial Regex Language();
}
