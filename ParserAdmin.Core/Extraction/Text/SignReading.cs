namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Tells a minus from a hyphen.</summary>
internal static class SignReading
{
    /// <summary>Whether a minus stands right before; in "10-20" and "USD-5" it is a hyphen.</summary>
    public static bool IsNegative(string text, int start) =>
        start > 0
        && text[start - 1] == '-'
        && (start == 1 || !(char.IsLetterOrDigit(text[start - 2]) || text[start - 2] == ' ' && start > 2 && EndsNumber(text, start - 3)));

    // "10 -20" is a range that was badly spaced.
    private static bool EndsNumber(string text, int at) => char.IsDigit(text[at]);
}
