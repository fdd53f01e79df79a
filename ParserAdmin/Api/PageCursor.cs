using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ParserAdmin.Api;

/// <summary>
/// Where the next page of a list begins. Opaque to callers: it names its list, so that one list's cursor is refused by another.
/// </summary>
internal static class PageCursor
{
    public static string Write(string list, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}:{key}"));

    public static string Write(string list, long key) => Write(list, key.ToString(CultureInfo.InvariantCulture));

    public static string? Text(string list, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        if (cursor.Length <= 1_000 && Base64Url.IsValid(cursor))
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            if (text.StartsWith($"{list}:", StringComparison.Ordinal) && !text.Contains('\0'))
                return text[(list.Length + 1)..];
        }

        throw Bad();
    }

    public static Guid? Id(string list, string? cursor) =>
        Text(list, cursor) is not { } key ? null
        : Guid.TryParse(key, out var id) ? id
        : throw Bad();

    public static long? Number(string list, string? cursor) =>
        Text(list, cursor) is not { } key ? null
        : long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Bad();

    public static BadInputException Bad() =>
        new("cursor", "This cursor is not one that this list gave. Send the nextCursor of the page before, or none for the first page.");
}
