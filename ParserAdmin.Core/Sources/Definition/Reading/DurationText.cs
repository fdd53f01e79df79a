using System.Globalization;
using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Durations as people write them: 35ms, 1.5s, 10s, 2m, 1h.</summary>
internal static partial class DurationText
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var match = Form().Match(text);
        if (
            !match.Success
            || !double.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        )
        {
            return false;
        }

        var milliseconds =
            amount
            * match.Groups[2].Value switch
            {
                "ms" => 1,
                "s" => 1_000,
                "m" => 60_000,
                _ => 3_600_000,
            };
        if (milliseconds > TimeSpan.FromDays(365).TotalMilliseconds)
            return false;
        duration = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    public static string Format(TimeSpan duration) =>
        duration switch
        {
            { TotalHours: >= 1 } => $"{duration.TotalHours.ToString(CultureInfo.InvariantCulture)}h",
            { TotalMinutes: >= 1 } => $"{duration.TotalMinutes.ToString(CultureInfo.InvariantCulture)}m",
            { TotalSeconds: >= 1 } => $"{duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s",
            _ => $"{duration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}ms",
        };

    [GeneratedRegex(@"^([0-9]{1,9}(?:\.[0-9]{1,6})?)(ms|s|m|h)\z")]
    private static partial Regex Form();
}
