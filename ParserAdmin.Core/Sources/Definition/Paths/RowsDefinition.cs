namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>Where the rows of a page are: each match of the selector is one. A feed's entries need none.</summary>
/// <param name="Selector">CSS for HTML and XML, JSONPath for JSON.</param>
public sealed record RowsDefinition(string Selector)
{
    /// <summary>CSS selector of the elements of an HTML page whose text is the JSON; null for an answer that is JSON itself.</summary>
    public string? Script { get; init; }

    /// <summary>Regular expression; the JSON begins where its first group, else its match's end, is.</summary>
    public string? Pattern { get; init; }

    /// <summary>The schema.org type whose things are taken from the JSON-LD of an HTML page; "*" is all.</summary>
    public string? JsonLd { get; init; }
}
