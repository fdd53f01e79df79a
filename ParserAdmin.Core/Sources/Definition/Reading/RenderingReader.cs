using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Checks;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads the keys about a browser, of <c>fetch</c> and of a path.</summary>
internal static class RenderingReader
{
    private static readonly string[] OnlyWithABrowser = ["wait", "waitTimeout", "images"];

    public static RenderingDefinition Read(MapCursor fetch)
    {
        var usual = RenderingDefinition.None;
        return new(
            Renderer(fetch) ?? usual.Browser,
            Wait(fetch),
            fetch.Find("waitTimeout")?.AsDuration(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2)) ?? usual.WaitTimeout,
            fetch.Find("images")?.AsSwitch() ?? usual.Images
        );
    }

    public static PathDefinition Read(MapCursor map, PathDefinition path) => path with { Browser = Renderer(map), Wait = Wait(map) };

    /// <summary>A wait that nobody would wait is a mistake, most often the forgotten renderer.</summary>
    public static void Check(MapCursor source, FetchOptions fetch, IReadOnlyDictionary<string, PathDefinition> paths)
    {
        if (!fetch.Rendering.Browser && paths.Values.All(path => path.Browser != true) && source.Find("fetch") is { } place)
            Refuse(place);
        if (source.Find("paths") is { Node: MapNode } all)
        {
            foreach (var (name, _) in paths.Where(path => !(path.Value.Browser ?? fetch.Rendering.Browser)))
            {
                if (DefinitionChecks.Has(all, name) is { } path)
                    Refuse(path);
            }
        }
    }

    private static string? Wait(MapCursor map)
    {
        var place = map.Find("wait");
        if (
            place?.Node is ScalarNode { Value: var text }
            && (DurationText.TryParse(text, out _) || DurationText.TryParse(text + "s", out _))
        )
        {
            place.Fail(
                $"'wait' is the selector of what must be there; the time is 'waitTimeout: "
                    + $"{(char.IsAsciiDigit(text[^1]) ? text + "s" : text)}'"
            );
            return null;
        }

        return place?.AsSelector();
    }

    private static void Refuse(Cursor place)
    {
        foreach (var key in OnlyWithABrowser)
            DefinitionChecks.Has(place, key)?.Fail($"'{key}' is for pages that a browser opens; add 'renderer: browser', or remove it");
    }

    private static bool? Renderer(MapCursor map) => map.Find("renderer")?.AsChoice(DefinitionChoices.Renderers);
}
