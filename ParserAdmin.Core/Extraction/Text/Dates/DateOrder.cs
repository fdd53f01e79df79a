namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>What 03/04/05 means.</summary>
internal enum DateOrder
{
    /// <summary>Nobody said: what could be two dates is refused.</summary>
    Unknown,
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}
