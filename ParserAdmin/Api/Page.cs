namespace ParserAdmin.Api;

/// <summary>One page of a list.</summary>
/// <param name="NextCursor">Send it as <c>?cursor=</c> for the page after this one; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <param name="found">What was found when one more was asked for than the page holds: that one tells whether there is another
    /// page.</param>
    public static Page<T> Of<TFound>(IReadOnlyList<TFound> found, int limit, Func<TFound, T> shape, Func<TFound, string> cursor) =>
        new([.. found.Take(limit).Select(shape)], found.Count > limit ? cursor(found[limit - 1]) : null);

    /// <summary>A short list, whole in memory; it is paged like every other so that callers need to know one way only.</summary>
    /// <param name="key">What it is in the order of.</param>
    public static Page<T> Of<TFound>(
        string list,
        string? limit,
        string? cursor,
        IEnumerable<TFound> all,
        Func<TFound, string> key,
        Func<TFound, T> shape
    )
    {
        var size = Input.Limit(limit);
        var after = PageCursor.Text(list, cursor);
        var found = all.Where(one => after is null || string.CompareOrdinal(key(one), after) > 0)
            .OrderBy(key, StringComparer.Ordinal)
            .Take(size + 1)
            .ToList();
        return Of(found, size, shape, one => PageCursor.Write(list, key(one)));
    }
}
