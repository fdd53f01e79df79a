using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Schedules.Timing;

/// <summary>
/// Reads the five-field Unix form of crontab(5) and its macros. What other libraries know beyond it (seconds, L, W, #, ?) is refused.
/// </summary>
internal static partial class CronText
{
    private static readonly Dictionary<string, string> Macros = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@hourly"] = "0 * * * *",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *",
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
    };

    private const string Form =
        "A cron expression has five fields (minute, hour, day, month, weekday), such as '30 4 * * SUN', or is a word such as @daily.";

    /// <summary>As many characters as the column of a schedule has.</summary>
    public const int Longest = 200;

    /// <returns>The times, or what is wrong with the text, in words.</returns>
    public static (CronTimes? Times, string? Problem) Read(string text)
    {
        if (text.Length > Longest)
        {
            return (
                null,
                $"A cron expression has at most {Longest} characters; this has {text.Length}. Write ranges and steps, such as */5."
            );
        }

        try
        {
            return (Parse(text), null);
        }
        catch (FormatException wrong)
        {
            return (null, wrong.Message);
        }
    }

    /// <exception cref="FormatException">The text is none; the message says where and why, in words.</exception>
    public static CronTimes Parse(string text)
    {
        var fields = Fields().Matches(Expanded(text));
        if (fields.Count != 5)
        {
            throw new FormatException(
                $"{Form} {(fields.Count == 6
                ? "This has six fields: if it begins with seconds or ends with a year, leave that out."
                : $"This has {fields.Count}.")}"
            );
        }

        var values = CronField.All.Select((field, place) => field.Read(fields[place].Value, fields[place].Index + 1)).ToArray();

        // crontab(5): a field is restricted if it does not begin with a *; */2 is not.
        var either = fields[2].Value[0] != '*' && fields[4].Value[0] != '*';
        var times = new CronTimes(values[0], values[1], values[2], values[3], values[4], either);
        return times.NeverCome
            ? throw new FormatException($"'{text.Excerpt(60)}' never comes: no year has such a day. Check day and month.")
            : times;
    }

    private static string Expanded(string text)
    {
        var word = text.Trim();
        if (!word.StartsWith('@'))
            return text;
        if (Macros.TryGetValue(word, out var fields))
            return fields;
        var meant = NearestWord.Find(word, [.. Macros.Keys]) is { } near ? $"; did you mean {near}?" : ".";
        throw new FormatException($"There is no '{word.Excerpt(40)}'{meant} Known are {string.Join(", ", Macros.Keys)}.");
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex Fields();
}
