using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Studio;

/// <summary>Tells of fields that are empty in every row without being an error, and of rows that are none.</summary>
internal static class FieldHints
{
    private const int MostNames = 20;

    public static IEnumerable<string> Of(SourceDefinition definition, string name, ExtractedPage page, PreviewTrace trace)
    {
        var path = definition.Paths[name];
        if (page.Rows.Count == 0 || trace.Rows.Count == 0)
            yield break;
        var first = trace.Rows[0].Row;
        if (first is JArray list && page.Rows.Count == 1)
        {
            yield return $"rows: '{path.Rows.Selector}' is one list of {list.Count}, read as a single row. Write '{path.Rows.Selector}[*]' to have a row of each.";
            yield break;
        }

        var empty = path.Fields.Where(field => page.Rows.All(row => !row.Fields.ContainsKey(field.Key) && !Failed(row, field.Key))).ToList();

        // What is neither optional nor known from another page is a problem of each row, and told there.
        var elsewhere = PreviewItems.Elsewhere(definition, name).ToHashSet();
        foreach (var (key, field) in empty.Where(field => field.Value.Optional || elsewhere.Contains(field.Key)))
            yield return $"{key}: {(field.Selector is { } selector ? $"'{selector}' found" : "there is")} nothing in {(page.Rows.Count == 1 ? "the row" : $"any of the {page.Rows.Count} rows")}"
                + (field.Optional ? ". It is optional, so this is no error; check the selector against the page." : ". Another page may bring it, so this is no error; check the selector against the page.");
        if (empty.Count > 0 && first is JObject thing)
            yield return $"A row holds: {string.Join(", ", thing.Properties().Select(property => property.Name).Take(MostNames))}{(thing.Count > MostNames ? " …" : "")}.";
    }

    /// <summary>A filter that failed has told so already.</summary>
    private static bool Failed(ExtractedRow row, string field) => row.Errors.Any(error => error.Field == field && error.Filter is not null);
}
