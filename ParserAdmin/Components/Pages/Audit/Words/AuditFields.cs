using System.Globalization;
using System.Text;
using System.Text.Json;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Diff;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Pages.Audit.Words;

/// <summary>What was before and after, field by field, in people's words.</summary>
public static class AuditFields
{
    /// <summary>Said elsewhere of each entry: when, by whom, why.</summary>
    private static readonly HashSet<string> Elsewhere = ["version", "updatedAt", "updatedBy", "updateReason", "stoppedAt", "stoppedBy"];

    private static readonly Dictionary<string, string> Labels = SettingsLimits
        .All.Select(limit => KeyValuePair.Create(limit.Name, limit.Label))
        .Append(new("EnableAutoupdate", "Automatic updates"))
        .Append(new("LpaMaxAgeHours", "Force a historical run after (hours)"))
        .DistinctBy(label => label.Key)
        .ToDictionary(label => JsonNamingPolicy.CamelCase.ConvertName(label.Key), label => label.Value);

    /// <param name="zone">Where the person is; times are shown as on the clock there.</param>
    public static IReadOnlyList<DiffRow> Rows(AuditEntry entry, TimeZoneInfo zone) =>
        [
            .. JsonDiff
                .Between(entry.Before, entry.After)
                .Where(row => !Elsewhere.Contains(row.Field))
                .Select(row => new DiffRow(Label(row.Field), Value(row.Before, zone), Value(row.After, zone))),
        ];

    /// <summary>Version before and after, where the thing has one.</summary>
    public static string? Version(AuditEntry entry) =>
        JsonDiff.Between(entry.Before, entry.After).FirstOrDefault(row => row.Field == "version") switch
        {
            { Before: { } before, After: { } after } => before == after ? after : $"{before} → {after}",
            { } row => row.After ?? row.Before,
            _ => null,
        };

    /// <summary>"Jobs at once 4 → 7 and 2 more": the first change, for a thing that has no name; "manual → auto" of the mode.</summary>
    public static string? Summary(AuditEntry entry)
    {
        var changed = Rows(entry, TimeZoneInfo.Utc).Where(row => row.Kind == DiffKind.Changed).ToList();
        if (entry.Before is null || changed.Count == 0)
            return null;
        var first = changed.FirstOrDefault(row => row.Field == "Mode") ?? changed[0];
        if (entry.Action == "mode.switch")
            return $"{first.Before} → {first.After}";
        return $"{first.Field} {first.Before} → {first.After}" + (changed.Count > 1 ? $" and {changed.Count - 1} more" : "");
    }

    /// <summary>A value of the entry's own field, after the act or else before it.</summary>
    public static string? Text(AuditEntry entry, string field) => Text(entry.After, field) ?? Text(entry.Before, field);

    private static string? Text(string? json, string field)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "null");
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(field, out var value)
                ? value.ValueKind switch
                {
                    JsonValueKind.String => value.GetString(),
                    JsonValueKind.Number => value.GetRawText(),
                    _ => null,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>"parameters.maxPages" becomes "Parameters: max pages".</summary>
    internal static string Label(string field)
    {
        if (Labels.TryGetValue(field, out var label))
            return label;
        var words = new StringBuilder();
        foreach (var letter in field)
        {
            if (letter == '.')
                words.Append(": ");
            else if (char.IsUpper(letter) && words.Length > 0)
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            else
                words.Append(words.Length == 0 ? char.ToUpperInvariant(letter) : letter);
        }

        return words.ToString();
    }

    private static string? Value(string? value, TimeZoneInfo zone) =>
        value is { Length: >= 19 and <= 35 }
        && value[10] == 'T'
        && DateTime.TryParse(
            value,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? Times.Local(at, zone)
            : value;
}
