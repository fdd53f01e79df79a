namespace ParserAdmin.Core.Extraction.Text;

/// <summary>A number found in a text, not yet understood: its digits and separators as they stand.</summary>
/// <param name="Start">Index of its first digit.</param>
/// <param name="End">Index after its last digit.</param>
/// <param name="Text">Digits, points, commas, apostrophes and spaces.</param>
internal sealed record NumberToken(int Start, int End, string Text);
