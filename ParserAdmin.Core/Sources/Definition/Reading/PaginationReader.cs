using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads how a path goes on to its next page.</summary>
internal static class PaginationReader
{
    private const int Most = 100_000;
    private static readonly string[] Kinds = ["next", "page", "offset", "cursor"];

    public static PaginationDefinition? Read(Cursor? place, ResponseType? response)
    {
        if (place?.AsMap(DefinitionKeys.Pagination) is not { } map)
            return null;
        var given = Kinds.Where(kind => map.Find(kind) is not null).ToList();
        if (given.Count == 0 && !map.Has("listings") && !Kinds.Any(map.Has))
        {
            place.Fail(
                "it does not say how to go on; add for example 'next: { selector: \"a[rel=next]\" }', 'page: {}', 'offset: {}' or "
                    + "'cursor: { selector: $.nextCursor }'"
            );
        }
        else if (given.Count > 1)
        {
            map.Find(given[1])!.Fail($"there is '{given[0]}' already; pages go on in one way, so remove one of the two");
        }

        return new PaginationDefinition(
            map.Find("next") is { } next ? Link(next.AsMap(DefinitionKeys.Next), response, "selector: \"a[rel=next]\"") : null,
            map.Find("maxPages")?.AsInteger(1, Most) ?? PaginationDefinition.DefaultMaxPages
        )
        {
            Count = Count(map.Find("page"), "page", 1, 1) ?? Count(map.Find("offset"), "offset", 0, null),
            Cursor = map.Find("cursor") is { } cursor ? CursorOf(cursor, response) : null,
            Listings = map.Find("listings") is { } listings
                ? Link(listings.AsMap(DefinitionKeys.Next), response, "selector: \"nav.categories a\"")
                : null,
            ScheduledMaxPages = map.Find("scheduledMaxPages")?.AsInteger(1, Most),
        };
    }

    private static NextLinkDefinition Link(MapCursor? map, ResponseType? response, string example) =>
        new(map?.Require("selector", example)?.AsSelector(response) ?? "*", map?.Find("attribute")?.AsFilledText() ?? "href");

    private static CountDefinition? Count(Cursor? place, string parameter, int first, int? step) =>
        place?.AsMap(DefinitionKeys.Count) is { } map
            ? new CountDefinition(
                map.Find("parameter")?.AsFilledText() ?? parameter,
                map.Find("first")?.AsInteger(0, int.MaxValue) ?? first,
                map.Find("step")?.AsInteger(1, Most) ?? step
            )
            : null;

    private static CursorDefinition CursorOf(Cursor place, ResponseType? response)
    {
        var map = place.AsMap(DefinitionKeys.PageCursor);
        return new CursorDefinition(Link(map, response, "selector: $.nextCursor"), map?.Find("parameter")?.AsFilledText() ?? "cursor");
    }
}
