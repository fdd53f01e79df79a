namespace ParserAdmin.Core.Schedules.Timing;

/// <summary>One of the five fields of a cron expression: its bounds, its names, and how it is read. Source: crontab(5).</summary>
internal sealed class CronField(string name, int min, int max, params string[] names)
{
    public static readonly CronField Minute = new("Minute", 0, 59);
    public static readonly CronField Hour = new("Hour", 0, 23);
    public static readonly CronField Day = new("Day", 1, 31);
    public static readonly CronField Month = new(
        "Month",
        1,
        12,
        "JAN",
        "FEB",
        "MAR",
        "APR",
        "MAY",
        "JUN",
        "JUL",
        "AUG",
        "SEP",
        "OCT",
        "NOV",
        "DEC"
    );

    /// <summary>0 and 7 are Sunday; read, it is always 0.</summary>
    public static readonly CronField Weekday = new("Weekday", 0, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /// <summary>In the order of the text.</summary>
    public static IReadOnlyList<CronField> All { get; } = [Minute, Hour, Day, Month, Weekday];

    /// <summary>Every value that there is, a bit each.</summary>
    public ulong Every => Fold(Bits(min, max, 1));

    /// <summary>The last value that has one number only: Sunday is 0.</summary>
    private int Last => max == 7 ? 6 : max;

    private string Allowed =>
        names.Length == 0 ? $"{min} to {max}" : $"{min} to {max}{(max == 7 ? " (0 and 7 are Sunday)" : "")} or {names[0]} to {names[^1]}";

    /// <param name="text">The field alone.</param>
    /// <param name="at">Which character of the whole expression it begins with, from 1.</param>
    /// <returns>The values that it names, a bit each: bit 5 for the value 5.</returns>
    /// <exception cref="FormatException">It is none; the message says where, why and what is allowed.</exception>
    public ulong Read(string text, int at)
    {
        var values = 0UL;
        foreach (var part in text.Split(','))
        {
            values |= Part(part, at);
            at += part.Length + 1;
        }

        return Fold(values);
    }

    private ulong Part(string part, int at)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var range = slash < 0 ? part : part[..slash];
        var step = slash < 0 ? 1 : Step(part[(slash + 1)..], at + slash + 1);
        if (range == "*")
            return Bits(min, max, step);
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
        {
            var value = Value(range, at);
            return slash < 0
                ? 1UL << value
                : throw Wrong(at, $"a step goes behind * or a range. For '{part.Excerpt(20)}' write {range}-{Last}/{step}.");
        }

        var from = Value(range[..dash], at);
        var to = Value(range[(dash + 1)..], at + dash + 1);
        if (to == 0 && from > 0 && max == 7 && !char.IsAsciiDigit(range[^1]))
            to = 7; // FRI-SUN
        if (from <= to)
            return Bits(from, to, step);
        var forward = max == 7 && to == 0 ? $"{from}-7" : $"{from}-{Last},{min}-{to}";
        throw Wrong(at, $"the range '{range.Excerpt(20)}' runs backwards. Write {forward}.");
    }

    private int Value(string text, int at)
    {
        if (text.Length == 0)
            throw Wrong(at, "something is missing: a comma, dash or slash stands alone.");
        if (text.All(char.IsAsciiDigit))
        {
            return int.TryParse(text, out var number) && number >= min && number <= max
                ? number
                : throw Wrong(at, $"'{text.Excerpt(20)}' is out of range. Allowed are {Allowed}.");
        }

        var named = Array.FindIndex(names, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
        return named >= 0 ? min + named : throw Wrong(at, Unknown(text));
    }

    private int Step(string text, int at)
    {
        if (text.Length == 0)
            throw Wrong(at, "something is missing: the step behind the slash.");
        return text.All(char.IsAsciiDigit) && int.TryParse(text, out var step) && step >= 1 && step <= max
            ? step
            : throw Wrong(at, $"'{text.Excerpt(20)}' is no step. Allowed are 1 to {max}.");
    }

    private string Unknown(string word)
    {
        if (All.FirstOrDefault(other => other.Knows(word)) is { } other)
            return $"'{word}' belongs to the {other.Title}. Allowed are {Allowed}.";

        // SUNDAY, Sept: whoever writes a name out means its beginning.
        var meant = Array.Find(names, known => word.StartsWith(known, StringComparison.OrdinalIgnoreCase)) ?? NearestWord.Find(word, names);
        return $"'{word.Excerpt(20)}' means nothing here{(meant is null ? "." : $"; did you mean {meant}?")} Allowed are {Allowed}, and "
            + $"* , - /.";
    }

    private string Title => name.ToLowerInvariant();

    private bool Knows(string word) => names.Contains(word, StringComparer.OrdinalIgnoreCase);

    private FormatException Wrong(int at, string what) => new($"{name}, at character {at}: {what}");

    private ulong Fold(ulong values) => max == 7 ? (values & 0x7F) | (values >> 7) : values;

    private static ulong Bits(int from, int to, int step)
    {
        var values = 0UL;
        for (var value = from; value <= to; value += step)
            values |= 1UL << value;
        return values;
    }
}
