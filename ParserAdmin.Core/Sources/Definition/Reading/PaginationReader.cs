namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads how a path goes on to its next page.</summary>
internal static class PaginationReader
{
    public static PaginationDefinition? Read(Cursor? place, ResponseType response)
    {
        if (place?.AsMap(DefinitionKeys.Pagination) is not { } map)
        {
            return null;
        }

        var next = map.Require("next", "next: { selector: \"a[rel=next]\" }")?.AsMap(DefinitionKeys.Next);
        return new PaginationDefinition(
            new NextLinkDefinition(
                next?.Require("selector", "selector: \"a[rel=next]\"")?.AsSelector(response) ?? "*",
                next?.Find("attribute")?.AsFilledText() ?? "href"),
            map.Find("maxPages")?.AsInteger(1, 100_000) ?? PaginationDefinition.DefaultMaxPages);
    }
}
