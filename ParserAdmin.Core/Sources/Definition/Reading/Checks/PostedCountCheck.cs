using System.Globalization;
using System.Text.Json.Nodes;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading.Checks;

/// <summary>
/// A page's number that is not among what is posted goes into the address, where a site that answers to a POST hardly looks for it: each
/// page would be the first again.
/// </summary>
internal static class PostedCountCheck
{
    private static readonly string[] Kinds = ["page", "offset", "cursor"];

    public static void Check(MapCursor map, SourceDefinition source)
    {
        if (map.Find("paths") is not { Node: MapNode } all)
            return;
        foreach (
            var (name, path) in source.Paths.Where(path =>
                path.Value.Request is { } request && (request.Form ?? (object?)request.Json) is not null
            )
        )
        {
            if (
                DefinitionChecks.Has(all, name) is { } place
                && DefinitionChecks.Has(place, "pagination") is { Node: MapNode } pagination
                && !place.Errors.Within(place.Path)
            )
            {
                CheckOne(pagination, path, source.Links);
            }
        }
    }

    private static void CheckOne(Cursor pagination, PathDefinition path, IReadOnlyList<Uri> links)
    {
        var turn = path.Pagination!;
        if (
            (turn.Count?.Parameter ?? turn.Cursor?.Parameter) is not { } parameter
            || IsPosted(path.Request!, parameter)
            || IsInAddress(path.Path, links, parameter)
        )
        {
            return;
        }

        var at = Kinds.Select(kind => DefinitionChecks.Has(pagination, kind)).OfType<Cursor>().First();
        var (key, first) = path.Request!.Form is null
            ? ("json", turn.Count?.First.ToString(CultureInfo.InvariantCulture) ?? "null")
            : ("form", turn.Count?.First.ToString(CultureInfo.InvariantCulture) ?? "\"\"");
        var names = path.Request.Form is null ? parameter.Split('.') : [parameter];
        var example = names.Reverse().Skip(1).Aggregate($"{names[^1]}: {first}", (inner, outer) => $"{outer}: {{ {inner} }}");
        (DefinitionChecks.Has(at, "parameter") ?? at).Fail(
            $"the parameter '{CursorScalars.Short(parameter)}' is not in what is posted; add it to '{key}' with its first value, such "
                + $"as {example}, or to the path's address if it belongs there"
        );
    }

    private static bool IsPosted(RequestDefinition request, string parameter) =>
        request.Form?.ContainsKey(parameter) ?? IsWithin(request.Json!, parameter.Split('.'));

    private static bool IsWithin(JsonObject map, ReadOnlySpan<string> names) =>
        map.TryGetPropertyValue(names[0], out var there)
        && (names.Length == 1 || (there is JsonObject inner && IsWithin(inner, names[1..])));

    // Of a path that is one placeholder the address is not known; an empty one is the link.
    private static bool IsInAddress(string? path, IReadOnlyList<Uri> links, string parameter)
    {
        var address =
            path is null || path.StartsWith('{') ? null
            : path.Length > 0 ? path
            : links is [var link, ..] ? link.OriginalString
            : null;
        return address is null
            || (
                address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query
                && address[(query + 1)..]
                    .Split('#')[0]
                    .Split('&')
                    .Any(pair => Uri.UnescapeDataString(pair.Split('=')[0].Replace('+', ' ')) == parameter)
            );
    }
}
