using System.Globalization;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>From one page to the address of the next.</summary>
internal static class Pagination
{
    /// <param name="asked">The address that was asked for; a redirect may have dropped its number.</param>
    /// <returns>Null after the last page.</returns>
    public static Uri? After(PathDefinition path, Uri asked, ExtractedPage page) =>
        path.Pagination switch
        {
            null => null,
            { Cursor: { } cursor } => page.Cursor is { } text ? With(asked, cursor.Parameter, text) : null,
            { Count: { } count } => page.Rows.Count == 0 ? null : Counted(path, asked, count, page.Rows.Count),
            _ => page.Next,
        };

    /// <summary>What a page shows, to know it again: some sites answer with their last page whatever number is asked for.</summary>
    public static string Print(IEnumerable<ExtractedRow> rows) =>
        string.Join(
            '\n',
            rows.Select(row =>
                string.Join(
                    '\t',
                    row.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value.ToText()}")
                )
            )
        );

    /// <summary>Counts from the number in the address, else from the one in what is posted.</summary>
    private static Uri Counted(PathDefinition path, Uri asked, CountDefinition count, int rows)
    {
        var given = QueryPairs.Of(asked).FirstOrDefault(pair => QueryPairs.Name(pair) == count.Parameter);
        var written = given is null ? path.Request?.Find(count.Parameter) : QueryPairs.Written(given);
        var at = long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : count.First;
        return With(asked, count.Parameter, (at + (count.Step ?? rows)).ToString(CultureInfo.InvariantCulture));
    }

    private static Uri With(Uri address, string parameter, string value)
    {
        var pair = $"{Uri.EscapeDataString(parameter)}={Uri.EscapeDataString(value)}";
        var pairs = QueryPairs.Of(address).ToList();
        var place = pairs.FindIndex(other => QueryPairs.Name(other) == parameter);
        if (place < 0)
            pairs.Add(pair);
        else
            pairs[place] = pair;
        return QueryPairs.With(address, pairs);
    }
}
