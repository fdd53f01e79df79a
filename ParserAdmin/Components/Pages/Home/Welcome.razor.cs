using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Home;

/// <summary>Leads someone who sees the program for the first time.</summary>
public sealed partial class Welcome
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Source> Sources { get; set; }

    [Parameter]
    public bool Stopped { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public bool MayRun { get; set; }

    [Parameter]
    public string? RunTitle { get; set; }

    [Parameter]
    public EventCallback<Source> OnRun { get; set; }

    private string? TitleFor(Source first) =>
        !MayRun ? RunTitle
        : Stopped ? "The emergency stop is on: nothing may start until an admin resets it."
        : first.Block is { } block ? $"{block}. Resume it first."
        : RunTitle;
}
