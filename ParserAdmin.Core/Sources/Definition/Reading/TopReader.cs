using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads <c>top</c>, and holds it against the path of that name.</summary>
internal static class TopReader
{
    private const string Genre = "genre";

    public static TopDefinition Read(Cursor? place, MapCursor source, IReadOnlyDictionary<string, PathDefinition> paths)
    {
        var map = place?.AsMap(DefinitionKeys.Top);
        var genres = map?.Find("genres") is { } list ? Genres(list) : [];
        var path = paths.GetValueOrDefault(PathNames.Top);
        var asks = path?.Path is { } template && FieldTemplate.Names(template).Contains(Genre);
        if (place is not null && path is null)
        {
            place.Fail("there is no path 'top' to look through; add one under 'paths', or remove this");
        }
        else if (genres.Count > 0 && !asks)
        {
            map!
                .Find("genres")!
                .Fail("the path 'top' does not ask for a genre; write {genre} where its name belongs, such as 'path: top/{genre}'");
        }
        else if (asks && genres.Count == 0 && source.Find("paths")?.Node is MapNode)
        {
            source
                .Find("paths")!
                .Fail("the path 'top' asks for a {genre}, and no genre is named; add for example 'top: { genres: [crime, drama] }'");
        }

        return new TopDefinition(genres, map?.Find("count")?.AsInteger(1, 10_000) ?? TopDefinition.DefaultCount);
    }

    private static List<string> Genres(Cursor place)
    {
        if (place.AsList() is not { } places)
            return [];
        if (places.Count == 0)
            place.Fail("the list is empty; name the genres whose lists are looked through");
        var genres = new List<string>();
        foreach (var each in places)
        {
            if (each.AsFilledText() is not { } genre)
                continue;
            if (genres.Contains(genre, StringComparer.Ordinal))
                each.Fail($"'{CursorScalars.Short(genre)}' stands here a second time; remove one");
            genres.Add(genre);
        }

        return genres;
    }
}
