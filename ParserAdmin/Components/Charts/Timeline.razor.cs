using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Charts;

/// <summary>What happened when, a row each, past and to come. MudTimeline is a list of events without a scale.</summary>
public sealed partial class Timeline
{
    private const int MostTicks = 8;
    private static readonly int[] Steps = [5, 10, 15, 30, 60, 120, 180, 360];
    private List<DateTime> _ticks = [];

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<TimelineRow> Rows { get; set; }

    /// <summary>UTC.</summary>
    [Parameter, EditorRequired]
    public required DateTime From { get; set; }

    /// <summary>UTC.</summary>
    [Parameter, EditorRequired]
    public required DateTime To { get; set; }

    /// <summary>UTC; the line between what was and what comes.</summary>
    [Parameter, EditorRequired]
    public required DateTime Now { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    protected override void OnParametersSet()
    {
        var step = TimeSpan.FromMinutes(Steps.FirstOrDefault(minutes => (To - From).TotalMinutes / minutes <= MostTicks, Steps[^1]));
        _ticks = [];
        for (var tick = From.AddTicks(step.Ticks - (From.Ticks % step.Ticks)); tick < To; tick += step)
        {
            // One that lies under the word of the moment, or sticks out, cannot be read.
            if (X(tick) is > 2 and < 97 && Math.Abs(X(tick) - X(Now)) > 7)
                _ticks.Add(tick);
        }
    }

    private double X(DateTime at) => 100 * (at - From).TotalSeconds / (To - From).TotalSeconds;
}

/// <summary>One row of a timeline.</summary>
/// <param name="Words">The row in a sentence, for those who do not see it.</param>
/// <param name="Marks">In the order of time; those with an address can be gone to.</param>
public sealed record TimelineRow(string Name, string Href, string Words, IReadOnlyList<TimelineMark> Marks);

/// <summary>A stretch of time.</summary>
/// <param name="Tone"><c>good</c>, <c>errors</c>, <c>bad</c>, <c>lost</c>, <c>warn</c>, <c>live</c>: it ran; <c>wait</c>; <c>next</c>,
/// <c>rest</c>: to come.</param>
public sealed record TimelineMark(string Tone, DateTime From, DateTime To, string Words, string? Href = null);
