namespace ParserAdmin.Core.Extraction.Text;

/// <param name="Sign">As it stands in texts.</param>
/// <param name="Code">ISO 4217; null when several countries share the sign and none is the usual one.</param>
/// <param name="Shared">Whether another currency may be meant, so that the definition's own choice goes first.</param>
/// <param name="Exact">Whether it counts only with just these letters' case.</param>
internal sealed record CurrencySign(string Sign, string? Code, bool Shared = false, bool Exact = false)
{
    /// <summary>Words need a boundary: "r" is no rouble in "for".</summary>
    public bool IsWord => char.IsLetter(Sign[0]);

    /// <summary>Whether the sign stands there; where it ends in a letter, no further letter may follow.</summary>
    public bool IsAt(string text, int start) =>
        start >= 0
        && start + Sign.Length <= text.Length
        && text.AsSpan(start, Sign.Length).Equals(Sign, Exact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
        && (!char.IsLetter(Sign[^1]) || start + Sign.Length == text.Length || !char.IsLetter(text[start + Sign.Length]));

    /// <summary>Whether no letter stands before it that would make it the end of a word.</summary>
    public bool BeginsAt(string text, int start) => !IsWord || start == 0 || !char.IsLetter(text[start - 1]);
}
