using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace ParserAdmin.Components.Shared;

/// <summary>Writes a page's address with its filters: what is empty is left out, so that a plain page has a plain address.</summary>
public static class QueryText
{
    public static string Write(string path, IEnumerable<KeyValuePair<string, string?>> values) =>
        QueryHelpers.AddQueryString(
            path,
            values
                .Where(value => !string.IsNullOrWhiteSpace(value.Value))
                .Select(value => KeyValuePair.Create(value.Key, value.Value?.Trim()))
        );

    /// <summary>Null where the address holds no number: a mistyped one must not fail the page, as a typed parameter would.</summary>
    public static long? Number(string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Null where the address holds no id, as for <see cref="Number"/>.</summary>
    public static Guid? Id(string? value) => Guid.TryParse(value, out var id) ? id : null;

    /// <summary>Trimmed, and null where nothing is left.</summary>
    public static string? Clean(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
