using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Charts;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>Whether the chain holds, how much of it, and when it was looked at.</summary>
public sealed partial class ChainChip
{
    [Parameter, EditorRequired]
    public ChainCheck? Check { get; set; }

    [Parameter]
    public bool Checking { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private string At(ChainCheck check) => ChartText.Clock(check.At, Zone);
}
