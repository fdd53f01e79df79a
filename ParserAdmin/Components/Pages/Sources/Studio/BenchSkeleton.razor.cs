using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Pages.Sources.Studio;

/// <summary>Where editor and trial will stand, while what they need is read.</summary>
public sealed partial class BenchSkeleton
{
    /// <summary>For those who hear the page.</summary>
    [Parameter, EditorRequired]
    public required string Words { get; set; }
}
