namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>Years of two digits, by RFC 2822: 00 to 49 are in this century.</summary>
internal static class Century
{
    public static int Of(int year) => year < 50 ? 2000 + year : 1900 + year;
}
