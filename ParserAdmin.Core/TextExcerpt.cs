namespace ParserAdmin.Core;

public static class TextExcerpt
{
    /// <summary>The text, or its beginning with an ellipsis: never longer than so many UTF-16 characters, and never half of one.</summary>
    public static string Excerpt(this string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = most - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }
}
