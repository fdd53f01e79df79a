using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Charts;

/// <summary>
/// A figure that stays until it changes, over time, and below it the stretches of something that has names. A MudChart draws a slope
/// between two values where there was none.
/// </summary>
public sealed partial class StepChart
{
    private string _line = "";
    private double _low;
    private double _high;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Oldest first; each holds until the next.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<StepPoint> Points { get; set; }

    [Parameter]
    public IReadOnlyList<StepSpan> Spans { get; set; } = [];

    /// <summary>UTC.</summary>
    [Parameter, EditorRequired]
    public required DateTime From { get; set; }

    /// <summary>UTC.</summary>
    [Parameter, EditorRequired]
    public required DateTime To { get; set; }

    /// <summary>How the scale writes a value.</summary>
    [Parameter]
    public Func<double, string> Format { get; set; } = ChartText.Number;

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    protected override void OnParametersSet()
    {
        var values = Points.Select(point => point.Value).OfType<double>().ToList();
        (_low, _high) = values.Count == 0 ? (0, 0) : (values.Min(), values.Max());
        var line = new StringBuilder();
        for (var at = 0; at < Points.Count; at++)
        {
            if (Points[at] is not { Value: { } value } point)
                continue;
            var until = at + 1 < Points.Count ? Points[at + 1].At : To;
            var verb = at > 0 && Points[at - 1].Value is not null ? 'L' : 'M';
            line.Append(CultureInfo.InvariantCulture, $"{verb}{X(point.At):0.##} {Y(value):0.##} L{X(until):0.##} {Y(value):0.##} ");
        }

        _line = line.ToString();
    }

    // The highest and the lowest keep away from the edges; a figure that never changed lies in the middle.
    private double Y(double value) => _high > _low ? 8 + (84 * (_high - value) / (_high - _low)) : 50;

    private double X(DateTime at) => Math.Clamp(100 * (at - From).TotalSeconds / Math.Max(1, (To - From).TotalSeconds), 0, 100);

    private string Day(DateTime utc) =>
        ChartText.Local(utc, Zone).ToString(To - From < TimeSpan.FromDays(3) ? "d MMM, HH:mm" : "d MMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>From when on a figure holds.</summary>
/// <param name="Value">Null where there was none.</param>
/// <param name="Words">The point in a sentence.</param>
public sealed record StepPoint(DateTime At, double? Value, string Words);

/// <summary>A stretch of time that has a name.</summary>
/// <param name="Tone"><c>good</c>, <c>live</c>, <c>warn</c> or <c>idle</c>.</param>
/// <param name="Words">The stretch in a sentence.</param>
public sealed record StepSpan(DateTime From, DateTime To, string Tone, string Text, string Words);
