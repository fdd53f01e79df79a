namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>A number, a word or a mark of a date.</summary>
/// <param name="Word">In small letters; null for a number; a mark is a word of one character.</param>
/// <param name="Number">The number's value; 0 for a word.</param>
/// <param name="Digits">How many digits the number is written with; 0 for a word.</param>
/// <param name="Spaced">Whether white space stands before it.</param>
internal readonly record struct DateToken(string? Word, long Number, int Digits, bool Spaced)
{
    public bool IsNumber => Digits > 0;

    public bool Is(string word) => Word == word;
}
