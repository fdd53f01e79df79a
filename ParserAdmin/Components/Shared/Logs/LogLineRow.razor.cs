using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Shared.Logs;

/// <summary>One log line: number, time, level, message and address, with what was found marked. Drawn anew only when it changed.</summary>
public sealed partial class LogLineRow
{
    private object? _drawn;
    private bool _changed;

    [Parameter, EditorRequired]
    public required JobLogLine Line { get; set; }

    /// <summary>Its place in the list, for the script that scrolls to it.</summary>
    [Parameter]
    public int Row { get; set; }

    /// <summary>Its number in the whole log.</summary>
    [Parameter]
    public long? Number { get; set; }

    /// <summary>The lines beside it are of other days.</summary>
    [Parameter]
    public bool WithDay { get; set; }

    [Parameter]
    public string Find { get; set; } = "";

    /// <summary>It is the place at which the search stands.</summary>
    [Parameter]
    public bool Current { get; set; }

    [Parameter]
    public bool Chosen { get; set; }

    [Parameter]
    public EventCallback<JobLogLine> OnChosen { get; set; }

    /// <summary>Between level and message: of which job it is.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private string Level => Line.Level.ToString().ToLowerInvariant();

    private string Word => Line.Level == JobLogLevel.Warning ? "warn" : Level;

    protected override void OnParametersSet()
    {
        var now = (Line.Sequence, Row, Number, Find, Current, Chosen, Zone);
        _changed = !now.Equals(_drawn);
        _drawn = now;
    }

    protected override bool ShouldRender() => _changed;

    private RenderFragment Marked(string text) => builder => Mark(builder, text);

    private void Mark(RenderTreeBuilder builder, string text)
    {
        // One line, whatever the site wrote: what looks like another entry must not be one.
        foreach (var (part, found) in FoundText.Parts(text.ReplaceLineEndings("⏎"), Find))
        {
            if (found)
                builder.OpenElement(0, "mark");
            builder.AddContent(1, part);
            if (found)
                builder.CloseElement();
        }
    }
}
