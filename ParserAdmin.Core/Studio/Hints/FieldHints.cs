using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Fields;

namespace ParserAdmin.Core.Studio.Hints;

/// <summary>Tells of fields that are empty in every row without being an error, and of rows that are none.</summary>
internal static class FieldHints
{
    private const int MostNames = 20;
    private const int LongestQuote = 80;

    public static IEnumerable<string> Of(SourceDefinition definition, string name, ExtractedPage page, PreviewTrace trace)
    {
        var path = definition.Paths[name];
        if (page.Rows.Count == 0 || trace.Rows.Count == 0)
            yield break;
        var first = trace.Rows[0].Row;
        if (RowsHints.IsList(page, trace))
            yield break;

        var empty = path
            .Fields.Where(field => page.Rows.All(row => !row.Fields.ContainsKey(field.Key) && !Failed(row, field.Key)))
            .ToList();

        // What is neither optional nor known from another page is a problem of each row, and told there.
        var elsewhere = PreviewItems.Elsewhere(definition, name).ToHashSet();
        foreach (
            var (key, field) in empty.Where(field =>
                (field.Value.Optional || elsewhere.Contains(field.Key)) && (field.Value.Cases.Count == 0 || page.Rows.Count == 1)
            )
        )
        {
            yield return $"{key}: {What(key, field, page.Rows.Count, trace)}. "
                + $"{(field.Optional ? "It is optional" : "Another page may bring it")}, so this is no error; check the "
                + $"{(Emptied(key, trace) is null ? "selector" : "filters")} against the page.";
        }

        if (empty.Count > 0 && first is JObject thing)
            yield return $"A row holds: {string.Join(", ", thing.Properties().Select(property => property.Name).Take(MostNames))}{(thing.Count > MostNames ? " …" : "")}.";
    }

    private static string What(string name, FieldDefinition field, int rows, PreviewTrace trace)
    {
        if (Emptied(name, trace) is { } emptied)
        {
            return $"its filter '{emptied.Filter}' left nothing in {(rows == 1 ? "the row" : $"any of the {rows} rows")}, such as of "
                + $"'{emptied.Input}'";
        }

        return $"{(field.Selector is { } selector ? $"'{selector}' found" : "there is")} nothing in "
            + $"{(rows == 1 ? "the row" : $"any of the {rows} rows")}";
    }

    /// <summary>The filter that took everything away of the first row where something was found.</summary>
    private static (string Filter, string Input)? Emptied(string name, PreviewTrace trace)
    {
        foreach (var read in trace.Rows.SelectMany(row => row.Fields).Where(read => read.Name == name && read.Found.Count > 0))
        {
            if (read.Steps.FirstOrDefault(step => step is { Input.Count: > 0, Output: [] or [""] }) is { } step)
                return (step.Filter, step.Input[0].Excerpt(LongestQuote));
        }

        return null;
    }

    /// <summary>A filter that failed has told so already.</summary>
    private static bool Failed(ExtractedRow row, string field) => row.Errors.Any(error => error.Field == field && error.Filter is not null);
}
