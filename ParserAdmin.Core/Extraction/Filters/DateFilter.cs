using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Extraction.Text.Dates;
using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>A time in UTC. A text without an offset is in the time zone given, else in UTC.</summary>
internal sealed class DateFilter(IReadOnlyList<string> formats, string? timeZone, string? order) : IFieldFilter
{
    private readonly TimeZoneInfo _zone = timeZone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(timeZone);

    private readonly DateOrder _order = order switch
    {
        "dmy" => DateOrder.DayMonthYear,
        "mdy" => DateOrder.MonthDayYear,
        "ymd" => DateOrder.YearMonthDay,
        _ => DateOrder.Unknown,
    };

    public FilterOutcome Apply(string text, FilterContext context)
    {
        if (formats.Count > 0)
        {
            return DateReading.Read(text, formats, _zone) is { } exact
                ? FilterOutcome.Of(new TimeValue(exact))
                : FilterOutcome.Fail($"it has none of the formats {string.Join(" | ", formats)}");
        }

        var outcome = new DateReader(_zone, _order, context.Clock).Read(text);
        return outcome.Time is { } utc
            ? FilterOutcome.Of(new TimeValue(utc) { Within = outcome.Within })
            : FilterOutcome.Fail(outcome.Failure!);
    }
}
