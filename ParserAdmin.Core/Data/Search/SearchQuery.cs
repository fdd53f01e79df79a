namespace ParserAdmin.Core.Data.Search;

/// <summary>
/// What a person typed into a search: words that all have to be there, each as the beginning of one, and phrases in quotes. A single letter
/// is a word of its own: as a beginning it would find nearly everything, slowly.
/// </summary>
/// <param name="Phrases">Words with a space between, to be found in this order; one after the last, too, where that word has to be
/// whole.</param>
public sealed record SearchQuery(IReadOnlyList<SearchTerm> Terms, IReadOnlyList<string> Phrases)
{
    /// <summary>More words narrow no further in practice, and cost time.</summary>
    public const int MostWords = 16;

    /// <summary>Takes any text: a sign means nothing, and a quote that is never closed goes to the end.</summary>
    public static SearchQuery Parse(string text)
    {
        var terms = new List<SearchTerm>();
        var phrases = new List<string>();
        var parts = text.Replace('“', '"').Replace('”', '"').Replace('„', '"').Replace('«', '"').Replace('»', '"').Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1)
            {
                var phrase = SearchTokens.Of(parts[i]).Take(MostWords).ToList();
                terms.AddRange(phrase.Select(word => new SearchTerm(word, Prefix: false)));
                Add(phrases, phrase, " ");
                continue;
            }

            foreach (var piece in parts[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
            {
                // "x-ray" and a run of Chinese are several words to the index, and one to the person: the last may go on.
                var words = SearchTokens.Of(piece).Take(MostWords).ToList();
                terms.AddRange(words.Select((word, at) => new SearchTerm(word, Prefix: at == words.Count - 1 && word.Length > 1)));
                Add(phrases, words, "");
            }
        }

        return new SearchQuery([.. terms.Distinct().Take(MostWords)], [.. phrases.Distinct().Take(MostWords)]);
    }

    private static void Add(List<string> phrases, List<string> words, string end)
    {
        if (words.Count > 1)
            phrases.Add(string.Join(' ', words) + end);
    }
}
