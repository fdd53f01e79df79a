using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared;

/// <summary>The source that a run is of, with its page behind it; "all sources" for a task of the whole program.</summary>
public sealed partial class SourceLink
{
    public static string AddressOf(string sourceId) => $"portal/sources/{Uri.EscapeDataString(sourceId)}";

    [Parameter, EditorRequired]
    public required string? Id { get; set; }

    /// <summary>For people; the id where it is not known.</summary>
    [Parameter]
    public string? Name { get; set; }
}
