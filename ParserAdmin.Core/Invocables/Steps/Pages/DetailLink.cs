using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>From a row to the page of its own.</summary>
internal static class DetailLink
{
    private const int LongestQuote = 80;

    /// <returns>Null where the path has no detail, or the row no address to follow.</returns>
    public static Uri? Of(PathDefinition path, ExtractedRow row) =>
        path.Detail is { } follow ? WebAddress.Parse(row.Fields.GetValueOrDefault(follow.Link)?.ToText()) : null;

    /// <summary>Why there is no address, and what to do.</summary>
    public static string Missing(DetailDefinition follow, ExtractedRow row)
    {
        var found = row.Fields.GetValueOrDefault(follow.Link)?.ToText() ?? "";
        return found.Length == 0
            ? $"The field '{follow.Link}' (detail.link) is empty, so there is no page to follow; check its selector"
            : $"The field '{follow.Link}' (detail.link) holds no address to follow: '{found.Excerpt(LongestQuote)}'; "
                + "it has to read the link (attribute: href) and make it absolute (filters: [url])";
    }

    /// <returns>The page's first row; null where it has none.</returns>
    public static async Task<ExtractedRow?> ReadAsync(
        PageReader reader,
        JobRun run,
        SourceDefinition definition,
        DetailDefinition follow,
        Uri address,
        CancellationToken cancellationToken
    )
    {
        var page = await reader.ReadAsync(run, definition, definition.Paths[follow.Path], address, cancellationToken);
        return page.Rows.Count > 0 ? page.Rows[0] : null;
    }
}
