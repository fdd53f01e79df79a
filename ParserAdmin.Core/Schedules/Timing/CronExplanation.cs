using System.Globalization;

namespace ParserAdmin.Core.Schedules.Timing;

/// <summary>A cron expression field by field, in words: for someone who writes one.</summary>
public static class CronExplanation
{
    private const int MostValues = 8;
    private static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    /// <summary>Each field with what it names; empty for a text that is no expression.</summary>
    public static IReadOnlyList<(string Field, string Words)> Of(string text) =>
        CronText.Read(text).Times is not { } times
            ? []
            :
            [
                ("Minute", Words(times.Minutes, CronField.Minute, "minute", Number)),
                ("Hour", Words(times.Hours, CronField.Hour, "hour", Number)),
                ("Day", Words(times.Days, CronField.Day, "day", Number)),
                ("Month", Words(times.Months, CronField.Month, "month", CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName)),
                (
                    "Weekday",
                    Words(times.Weekdays, CronField.Weekday, "weekday", day => Weekdays[day])
                        + (times.EitherDay ? " (either day or weekday will do)" : "")
                ),
            ];

    private static string Words(ulong bits, CronField field, string unit, Func<int, string> name)
    {
        if (bits == field.Every)
            return $"every {unit}";
        var values = Enumerable.Range(0, 64).Where(value => (bits & (1UL << value)) != 0).ToList();
        var step = values.Count > 2 ? values[1] - values[0] : 0;
        if (step > 1 && values.Zip(values.Skip(1)).All(pair => pair.Second - pair.First == step))
            return $"every {Ordinal(step)} {unit} from {name(values[0])} to {name(values[^1])}";
        var ranges = Ranges(values).ToList();
        return ranges.Count > MostValues
            ? $"{values.Count} of them, from {name(values[0])} to {name(values[^1])}"
            : string.Join(
                ", ",
                ranges.Select(range =>
                    range.First == range.Last ? name(range.First)
                    : range.Last == range.First + 1 ? $"{name(range.First)}, {name(range.Last)}"
                    : $"{name(range.First)} to {name(range.Last)}"
                )
            );
    }

    private static IEnumerable<(int First, int Last)> Ranges(List<int> values)
    {
        var first = values[0];
        for (var at = 1; at <= values.Count; at++)
        {
            if (at < values.Count && values[at] == values[at - 1] + 1)
                continue;
            yield return (first, values[at - 1]);
            first = at < values.Count ? values[at] : 0;
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Ordinal(int step) =>
        step switch
        {
            2 => "2nd",
            3 => "3rd",
            21 or 31 => $"{step}st",
            22 => "22nd",
            23 => "23rd",
            _ => $"{step}th",
        };
}
