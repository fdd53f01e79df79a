using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Fetching.Hosts;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>Hosts that asked to be left alone, with why and until when.</summary>
public sealed partial class HostsPanel
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<HostRecord> Hosts { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    /// <summary>A cooling ends without anybody telling.</summary>
    private List<HostRecord> Cooling => [.. Hosts.Where(host => host.CoolingUntil > Now)];
}
