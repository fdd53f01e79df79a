namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>
/// Reads a date in any of the usual forms and languages: ISO 8601, RFC 822 with its dirt, "5 мая 2024 в 14:05", "3 hours ago".
/// </summary>
/// <param name="zone">Of texts that name none.</param>
/// <param name="order">What 03/04/05 means.</param>
/// <param name="clock">What relative times, and dates without a year, count from.</param>
internal sealed class DateReader(TimeZoneInfo zone, DateOrder order, TimeProvider clock)
{
    public DateOutcome Read(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length is 0 or > DateTokens.MaxLength)
            return DateOutcome.Fail("it is no date");
        if (IsoDate.Read(trimmed, zone) is { } iso)
            return DateOutcome.Of(iso);
        try
        {
            var tokens = DateTokens.Read(text.Trim());
            return RelativeDate.Read(tokens, Now()) is { } relative
                ? DateOutcome.Of(LocalTime.ToUtc(relative.Local, zone)) with
                {
                    Within = relative.Within,
                }
                : Absolute(tokens);
        }
        catch (ArgumentOutOfRangeException)
        {
            // "9999999 years ago", 31 February: no time that there is.
            return DateOutcome.Fail("it is no date of the calendar");
        }
    }

    private DateOutcome Absolute(List<DateToken> tokens)
    {
        var parts = new DateParts(order);
        if (parts.Read(tokens) is { } failure)
            return DateOutcome.Fail(failure);
        return parts.Complete(Now()) is not { } local
            ? DateOutcome.Fail("it is no date in a known form; add 'formats', such as dd.MM.yyyy")
            : DateOutcome.Of(
                parts.Offset(local) is { } minutes
                    ? DateTime.SpecifyKind(local.AddMinutes(-minutes), DateTimeKind.Utc)
                    : LocalTime.ToUtc(local, zone)
            );
    }

    private DateTime Now() => TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone);
}
