namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>A time in UTC, or why there is none, for people.</summary>
/// <param name="Within">By how much the true time may differ; zero unless the text was relative.</param>
internal readonly record struct DateOutcome(DateTime? Time, string? Failure, TimeSpan Within = default)
{
    public static DateOutcome Of(DateTime utc) => new(utc, null);

    public static DateOutcome Fail(string why) => new(null, why);
}
