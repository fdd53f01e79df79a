using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared;

/// <summary>How long something took, or takes so far.</summary>
public sealed partial class Elapsed
{
    [Parameter, EditorRequired]
    public DateTime? From { get; set; }

    /// <summary>Null while it goes on.</summary>
    [Parameter]
    public DateTime? To { get; set; }

    /// <summary>Counted up to while it goes on.</summary>
    [Parameter]
    public DateTime? Now { get; set; }
}
