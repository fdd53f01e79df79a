using ParserAdmin.Core.Data.Search;

namespace ParserAdmin.Core.Items.Finding;

/// <summary>What an item is found and ordered by: the words of its texts, and its creators, genres and series each as a whole.</summary>
internal static class ItemTokens
{
    public const char Creator = '\ue100';
    public const char Genre = '\ue101';
    public const char Series = '\ue102';

    /// <summary>Characters by which titles are ordered.</summary>
    public const int LongestOrder = 100;

    // A page's worth of text: PostgreSQL's index refuses rows with far more, and nobody looks for the tenth page of a description.
    private const int LongestText = 32_000;

    // Far beyond what the price column takes, and within a long.
    private const decimal HighestPrice = 900_000_000_000_000m;

    public static string Of(Item item) => Join(Labels(item).Concat(Texts(item).SelectMany(SearchTokens.Of)), LongestText);

    public static string Order(string title) => Join(SearchTokens.Of(title), LongestOrder);

    public static long? Order(decimal? price) =>
        price is { } amount ? (long)Math.Round(Math.Clamp(amount, -HighestPrice, HighestPrice) * 10_000) : null;

    private static IEnumerable<string> Labels(Item item) =>
        item
            .Creators.Select(creator => SearchTokens.Label(Creator, creator))
            .Concat(item.Genres.Select(genre => SearchTokens.Label(Genre, genre)))
            .Concat(item.Series is { } series ? [SearchTokens.Label(Series, series)] : [])
            .Distinct();

    private static IEnumerable<string> Texts(Item item) =>
        [
            item.Title,
            item.Series ?? "",
            .. item.Creators,
            .. item.Genres,
            // An address is no text: all items of a site would hold its words.
            item.ExternalId.Contains("://", StringComparison.Ordinal)
                ? ""
                : item.ExternalId,
            .. item.Attributes.Values,
        ];

    private static string Join(IEnumerable<string> words, int longest)
    {
        var text = new System.Text.StringBuilder();
        foreach (var word in words)
        {
            if (text.Length + word.Length + 1 > longest)
                break;
            if (text.Length > 0)
                text.Append(' ');
            text.Append(word);
        }

        return text.ToString();
    }
}
