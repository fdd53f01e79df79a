using ParserAdmin.Core.Sources.Definition.Fields;

namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>One kind of page of a source: where it is, and how it is read.</summary>
/// <param name="Path">Address relative to the source's first link, or absolute; may hold {field} placeholders. Null when others link to
/// it.</param>
/// <param name="Response">What the server answers with.</param>
/// <param name="Rows">Where the rows are.</param>
/// <param name="Fields">The fields of a row, by name.</param>
/// <param name="Pagination">Null for a single page.</param>
/// <param name="Detail">Null when the row is all there is.</param>
public sealed record PathDefinition(
    string? Path,
    ResponseType Response,
    RowsDefinition Rows,
    IReadOnlyDictionary<string, FieldDefinition> Fields,
    PaginationDefinition? Pagination,
    DetailDefinition? Detail
)
{
    /// <summary>What is sent beside the address; null for a plain GET.</summary>
    public RequestDefinition? Request { get; init; }

    /// <summary>Whether this path's pages are opened in a browser; null as the source says.</summary>
    public bool? Browser { get; init; }

    /// <summary>What is waited for there, in place of what the source says.</summary>
    public string? Wait { get; init; }
}
