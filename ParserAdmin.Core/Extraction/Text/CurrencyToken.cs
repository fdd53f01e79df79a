namespace ParserAdmin.Core.Extraction.Text;

/// <summary>A currency found in a text, from Start up to (not including) End.</summary>
internal sealed record CurrencyToken(int Start, int End, CurrencySign Sign);
