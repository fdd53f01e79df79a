using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared;

/// <summary>A moment: in the person's own time zone, or as "3 min ago" where <see cref="Now"/> is given; UTC on hover.</summary>
public sealed partial class Timestamp
{
    /// <summary>UTC.</summary>
    [Parameter, EditorRequired]
    public DateTime? At { get; set; }

    /// <summary>UTC; shows the time relative to it.</summary>
    [Parameter]
    public DateTime? Now { get; set; }

    /// <summary>With seconds and milliseconds and without the day, for log lines.</summary>
    [Parameter]
    public bool Precise { get; set; }

    /// <summary>Shown when there is no moment.</summary>
    [Parameter]
    public string Absent { get; set; } = "—";

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }
}
