using Microsoft.AspNetCore.WebUtilities;

namespace ParserAdmin.Components.Shared;

/// <summary>Writes a page's address with its filters: what is empty is left out, so that a plain page has a plain address.</summary>
public static class QueryText
{
    public static string Write(string path, IEnumerable<KeyValuePair<string, string?>> values) =>
        QueryHelpers.AddQueryString(path, values.Where(value => !string.IsNullOrWhiteSpace(value.Value)).Select(value => KeyValuePair.Create(value.Key, value.Value?.Trim())));

    /// <summary>Trimmed, and null where nothing is left.</summary>
    public static string? Clean(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
