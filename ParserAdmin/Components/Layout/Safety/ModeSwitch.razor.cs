using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>Shows the mode, and asks for the other one.</summary>
public sealed partial class ModeSwitch
{
    private static readonly ParserMode[] Modes = [ParserMode.Manual, ParserMode.Auto];

    [Parameter, EditorRequired]
    public required ParserSettings Settings { get; set; }

    /// <summary>Whether this person's role allows it.</summary>
    [Parameter]
    public bool Enabled { get; set; }

    [Parameter]
    public string? Title { get; set; }

    [Parameter]
    public EventCallback<ParserMode> OnChosen { get; set; }

    private bool MaySwitch => Enabled && !Settings.Stopped;

    private Task ChooseAsync(ParserMode mode) => MaySwitch && mode != Settings.Mode ? OnChosen.InvokeAsync(mode) : Task.CompletedTask;
}
