using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Charts;

/// <summary>
/// How much each hour of some days holds: a real table, which can be read cell by cell. MudChart's heat map has no row of totals and
/// keeps an aspect ratio of its own.
/// </summary>
public sealed partial class HeatMap
{
    private const int HoursADay = 24;
    private const int Levels = 6;
    private double _top = 1;

    /// <summary>What it shows, for those who do not see it.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What is counted: "runs".</summary>
    [Parameter, EditorRequired]
    public required string Unit { get; set; }

    /// <summary>The heading of the last column.</summary>
    [Parameter]
    public string Total { get; set; } = "All";

    [Parameter, EditorRequired]
    public required IReadOnlyList<HeatRow> Rows { get; set; }

    /// <summary>Few runs are never much, however few the others have.</summary>
    protected override void OnParametersSet() => _top = Math.Max(Levels, Rows.SelectMany(row => row.Values).Max() ?? 0);

    private string Class(HeatRow row, int hour) =>
        row.Values[hour] is not { } value ? "past" : $"level-{Level(value)}{(row.Current == hour ? " current" : "")}";

    /// <summary>Nothing is level 0; the rest is spread evenly up to the fullest hour.</summary>
    private int Level(int value) => value == 0 ? 0 : (int)Math.Ceiling(value / _top * (Levels - 1));

    private string Title(HeatRow row, int hour) =>
        row.Values[hour] is { } value
            ? string.Create(CultureInfo.InvariantCulture, $"{row.Name}, {hour:00}:00: {value:N0} {Unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{row.Name}, {hour:00}:00: past");

    private static string Short(int value) =>
        value < 10_000 ? value.ToString(CultureInfo.InvariantCulture) : (value / 1000).ToString(CultureInfo.InvariantCulture) + "k";
}

/// <summary>A day of a <see cref="HeatMap"/>.</summary>
/// <param name="Values">24; null for an hour that is past or does not come.</param>
/// <param name="Current">The hour that it is now, or null.</param>
public sealed record HeatRow(string Name, IReadOnlyList<int?> Values, int? Current);
