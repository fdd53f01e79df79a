using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Studio;

namespace ParserAdmin.Commands.Sources;

/// <summary>Writes what <c>source test</c> found: rows to standard output, what is to be said of them to standard error.</summary>
internal static partial class PreviewLines
{
    // What is told of the rows as such begins with the key that is to be mended.
    private const string RowsHintKey = "rows: ";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(CommandHost host, SourceDefinition definition, Preview preview)
    {
        foreach (var note in preview.Notes)
            await host.Error.WriteLineAsync(note);
        foreach (var row in preview.Rows)
            await host.Output.WriteLineAsync(FieldJson.Of(row).ToJsonString(Json));

        // Where the rows themselves are wrong, what their fields lack only follows from it.
        var about = preview.Hints.ToLookup(hint => hint.StartsWith(RowsHintKey, StringComparison.Ordinal));
        foreach (var hint in about[true])
            await host.Error.WriteLineAsync($"Hint: {hint}");
        foreach (var line in Problems(preview.Rows))
            await host.Error.WriteLineAsync(line);
        await host.Error.WriteLineAsync(preview.Problem ?? Summary(definition, preview));
        if (preview is { RowCount: > 0, Listings: [var listing, ..] })
            await host.Error.WriteLineAsync($"{Count(preview.Listings.Count, "further listing")}; try one: --url {listing}");
        foreach (var hint in about[false])
            await host.Error.WriteLineAsync($"Hint: {hint}");
    }

    /// <summary>
    /// A wrong selector fails in every row alike, and fifty lines that say the same, each of its own value, hide the other one.
    /// </summary>
    internal static IEnumerable<string> Problems(IEnumerable<PreviewRow> rows) =>
        from row in rows
        where row.Problem is not null
        group row by Quoted().Replace(row.Problem!, "''") into alike
        select $"{Numbers([.. alike])}: {alike.First().Problem}";

    private static string Numbers(List<PreviewRow> rows)
    {
        var such = rows.Exists(row => row.Problem != rows[0].Problem) ? ", such as" : "";
        return rows.Count switch
        {
            1 => $"Row {rows[0].Number}",
            2 or 3 => $"Rows {string.Join(", ", rows.Select(row => row.Number))}{such}",
            var count => $"{count} rows, from row {rows[0].Number} on{such}",
        };
    }

    private static string Summary(SourceDefinition definition, Preview preview)
    {
        var from = $"by the path {preview.Path} from {preview.Answer.Address}";
        var pages = definition.Paths[preview.Path].Pagination;
        var next =
            preview.Next is { } address ? $"; the next page is {address}"
            : pages is null or { Next: null, Cursor: null, Count: null } ? ""
            : "; there is no next page";
        return preview is { RowCount: 0, Listings: [var listing, ..] }
            ? $"No rows {from}, but {Count(preview.Listings.Count, "listing")} to go on to: try one with --url {listing}{next}"
            : $"{Count(preview.RowCount, "row")} {from}{next}";
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    // A value of the page; the names of fields, filters and keys stand in quotes, too, and tell problems apart. An apostrophe within a word
    // ends nothing.
    [GeneratedRegex(@"(?<=^|[\s(])(?<!\b(?:fields?|filter|no|mark it|path) )'(?:[^']|'(?=\w))*'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
