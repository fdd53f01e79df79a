namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Words that are a price: nothing.</summary>
internal static class FreeWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "free",
        "free of charge",
        "gratis",
        "kostenlos",
        "umsonst",
        "zu verschenken",
        "gratuit",
        "gratuito",
        "grátis",
        "бесплатно",
        "даром",
        "отдам даром",
        "безкоштовно",
        "za darmo",
        "darmo",
        "zdarma",
        "zadarmo",
        "ingyenes",
        "ücretsiz",
        "ilmainen",
        "δωρεάν",
        "無料",
        "免费",
        "免費",
        "무료",
        "مجاني",
        "חינם",
        "miễn phí",
    };

    public static bool Is(string text) => Words.Contains(text.Trim(' ', '!', '.', '*', '(', ')'));
}
