using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ParserAdmin.Core.Items;

namespace ParserAdmin.Api.Items;

/// <summary>
/// Items as CSV (RFC 4180, UTF-8). What a site wrote may be opened in a spreadsheet, which would run a text that begins like a formula:
/// such a text gets an apostrophe before it, which the spreadsheet takes as "this is text".
/// </summary>
internal static class ItemCsv
{
    private const string Head =
        "id,sourceId,externalId,kind,url,title,price,currency,status,publishedAt,series,seriesNumber,creators,genres,imageUrl,attributes,firstSeenAt,lastSeenAt,lastChangedAt,gone\r\n";

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n;\t");

    public static void WriteHead(Stream to) => to.Write(Encoding.UTF8.GetBytes(Head));

    public static void Write(Stream to, Item item)
    {
        string?[] cells =
        [
            item.Id.ToString(),
            Text(item.SourceId),
            Text(item.ExternalId),
            Text(item.Kind),
            Text(item.Url),
            Text(item.Title),
            Number(item.Price),
            Text(item.Currency),
            Text(item.Status),
            Time(item.PublishedAt),
            Text(item.Series),
            Number(item.SeriesNumber),
            Text(string.Join("; ", item.Creators)),
            Text(string.Join("; ", item.Genres)),
            Text(item.ImageUrl),
            item.Attributes.Count == 0 ? "" : JsonSerializer.Serialize(item.Attributes, ApiJson.Writing),
            Time(item.FirstSeenAt),
            Time(item.LastSeenAt),
            Time(item.LastChangedAt),
            item.GoneAt is null ? "false" : "true",
        ];
        to.Write(Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Quote)) + "\r\n"));
    }

    // Spreadsheets pass over spaces before the sign, and take its wide form as well.
    private static string? Text(string? text) =>
        text?.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || text is ['\t' or '\r' or '\n', ..]
            ? "'" + text
            : text;

    private static string Quote(string? cell) =>
        cell is null ? ""
        : cell.AsSpan().ContainsAny(Special) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;

    private static string? Number(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);

    private static string? Time(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
