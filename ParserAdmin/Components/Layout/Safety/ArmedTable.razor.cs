using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>What auto arms.</summary>
public sealed partial class ArmedTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ArmedSchedule> Schedules { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<ArmedSchedule> OnRunOnce { get; set; }
}
