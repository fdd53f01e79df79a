namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>Numbers of the parts of a date.</summary>
internal static class DatePart
{
    public const int Year = 0;
    public const int Month = 1;
    public const int Day = 2;
    public const int Hour = 3;
    public const int Minute = 4;
    public const int Second = 5;
}
