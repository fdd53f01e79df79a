using ParserAdmin.Core.Extraction.Text;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>A time in UTC. A text without an offset is in the time zone given, else in UTC.</summary>
internal sealed class DateFilter(IReadOnlyList<string> formats, string? timeZone) : IFieldFilter
{
    private readonly TimeZoneInfo _zone = timeZone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(timeZone);

    public FilterOutcome Apply(string text, FilterContext context)
    {
        var time = formats.Count == 0 ? DateReading.ReadIso(text, _zone) : DateReading.Read(text, formats, _zone);
        return time is { } utc
            ? FilterOutcome.Of(new TimeValue(utc))
            : FilterOutcome.Fail(formats.Count == 0
                ? "it is no ISO 8601 date; add 'formats', such as dd.MM.yyyy"
                : $"it has none of the formats {string.Join(" | ", formats)}");
    }
}
