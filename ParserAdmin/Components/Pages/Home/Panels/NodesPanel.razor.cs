using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Cluster;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>The processes that take part.</summary>
public sealed partial class NodesPanel
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Node> Nodes { get; set; }

    [Parameter]
    public DateTime Now { get; set; }
}
