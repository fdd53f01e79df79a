using ParserAdmin.Core.Data.Search;

namespace ParserAdmin.Core.Items.Likeness;

/// <summary>
/// How alike two titles are, 0 to 1, by their words without case, accents and signs: the mean of what an editor would have to type
/// (Levenshtein) and of the words shared (Dice).
/// </summary>
public static class TitleLikeness
{
    /// <summary>Longer titles are compared by their beginnings: the work grows with the product of both.</summary>
    private const int Longest = 300;

    public static double Of(string one, string other)
    {
        var (words, otherWords) = (SearchTokens.Of(one).ToList(), SearchTokens.Of(other).ToList());

        // Titles of signs alone have no words to compare.
        if (words.Count == 0 || otherWords.Count == 0)
            return words.Count == otherWords.Count && one.Trim() == other.Trim() ? 1 : 0;
        return (Typing(Join(words), Join(otherWords)) + Sharing(words, otherWords)) / 2;
    }

    /// <summary>The words as one text, by which titles are the same or not.</summary>
    public static string Key(string title) =>
        SearchTokens.Of(title).ToList() is { Count: > 0 } words ? string.Join(' ', words) : title.Trim();

    private static string Join(List<string> words) =>
        string.Join(' ', words) is var text && text.Length <= Longest ? text : text[..Longest];

    private static double Typing(string one, string other) => 1 - (double)Distance(one, other) / Math.Max(one.Length, other.Length);

    private static double Sharing(List<string> words, List<string> otherWords)
    {
        var left = otherWords.GroupBy(word => word).ToDictionary(group => group.Key, group => group.Count());
        var shared = 0;
        foreach (var word in words)
        {
            if (left.GetValueOrDefault(word) is not (> 0 and var count))
                continue;
            left[word] = count - 1;
            shared++;
        }

        return 2.0 * shared / (words.Count + otherWords.Count);
    }

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[other.Length];
    }
}
