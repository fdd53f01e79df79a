using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>How a source is fetched, as its definition says.</summary>
public sealed partial class SourceFetching
{
    [Parameter, EditorRequired]
    public required Source Source { get; set; }

    /// <summary>Null where it has errors.</summary>
    [Parameter, EditorRequired]
    public required SourceDefinition? Definition { get; set; }
}
