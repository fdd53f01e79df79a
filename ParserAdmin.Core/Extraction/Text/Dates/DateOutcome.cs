namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>A time in UTC, or why there is none, for people.</summary>
internal readonly record struct DateOutcome(DateTime? Time, string? Failure)
{
    public static DateOutcome Of(DateTime utc) => new(utc, null);

    public static DateOutcome Fail(string why) => new(null, why);
}
