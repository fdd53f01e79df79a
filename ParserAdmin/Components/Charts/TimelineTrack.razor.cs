using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Charts;

/// <summary>The marks of one row of a <see cref="Timeline"/>; the arrows go from one link to the next.</summary>
public sealed partial class TimelineTrack
{
    private List<TimelineMark> _runs = [];

    [Parameter, EditorRequired]
    public required TimelineRow Row { get; set; }

    [Parameter, EditorRequired]
    public required DateTime From { get; set; }

    [Parameter, EditorRequired]
    public required DateTime To { get; set; }

    protected override void OnParametersSet()
    {
        _runs = [.. Row.Marks.Where(mark => mark.Href is not null)];
        SetLinks(_runs.Count);
    }

    private string Place(TimelineMark mark)
    {
        var (left, right) = (X(mark.From), X(mark.To));
        return $"left: {ChartText.Percent(left)}; width: {ChartText.Percent(Math.Max(0, right - left))}";
    }

    private double X(DateTime at) => Math.Clamp(100 * (at - From).TotalSeconds / (To - From).TotalSeconds, 0, 100);
}
