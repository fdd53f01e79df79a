using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared.Diff;

/// <summary>Tells a person who saves that somebody else was quicker, and what that one changed. What they entered stays theirs.</summary>
public sealed partial class ChangedMeanwhile
{
    /// <summary>Who changed it, as a sentence.</summary>
    [Parameter, EditorRequired]
    public required string Words { get; set; }

    /// <summary>As the person saw it, and as it is now.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<DiffRow> Rows { get; set; }
}
