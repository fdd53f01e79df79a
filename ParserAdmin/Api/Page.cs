namespace ParserAdmin.Api;

/// <summary>One page of a list.</summary>
/// <param name="NextCursor">Send it as <c>?cursor=</c> for the page after this one; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <param name="found">What was found when one more was asked for than the page holds: that one tells whether there is another
    /// page.</param>
    public static Page<T> Of<TFound>(IReadOnlyList<TFound> found, int limit, Func<TFound, T> shape, Func<TFound, string> cursor) =>
        new([.. found.Take(limit).Select(shape)], found.Count > limit ? cursor(found[limit - 1]) : null);
}
