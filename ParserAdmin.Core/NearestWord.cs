namespace ParserAdmin.Core;

/// <summary>Finds the known word that a mistyped one was meant to be.</summary>
public static class NearestWord
{
    // Longer words are no typing mistakes, and the distance takes their product in time.
    private const int LongestWord = 40;

    /// <summary>"; did you mean 'x'?" for a near miss, else "; known: a, b, c".</summary>
    public static string Hint(string word, IReadOnlyList<string> known) =>
        Find(word, known) is { } near ? $"; did you mean '{near}'?"
        : known.Count == 0 ? ""
        : $"; known: {string.Join(", ", known)}";

    public static string? Find(string word, IReadOnlyList<string> known)
    {
        if (word.Length is 0 or > LongestWord)
            return null;
        var best = known
            .Select(candidate => (candidate, distance: Distance(Simplify(word), Simplify(candidate))))
            .OrderBy(pair => pair.distance)
            .FirstOrDefault();
        return best.candidate is not null && best.distance <= Math.Max(1, best.candidate.Length / 3) ? best.candidate : null;
    }

    private static string Simplify(string word) =>
        word.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Damerau-Levenshtein, adjacent swaps counted once.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1][];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i] = new int[b.Length + 1];
            d[i][0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
            d[0][j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i][j] = Math.Min(Math.Min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i][j] = Math.Min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }

        return d[a.Length][b.Length];
    }
}
