using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ParserAdmin.Components.Layout;

/// <summary>The pages, in the order in which people need them.</summary>
public sealed partial class NavMenu
{
    private static readonly (string Href, string Icon, string Name, NavLinkMatch Match)[] Entries =
    [
        ("/", "space_dashboard", "Dashboard", NavLinkMatch.All),
        ("/portal/sources", "hub", "Sources", NavLinkMatch.Prefix),
        ("/portal/schedules", "schedule", "Schedules", NavLinkMatch.Prefix),
        ("/portal/jobs", "bolt", "Jobs", NavLinkMatch.Prefix),
        ("/portal/items", "view_list", "Items", NavLinkMatch.Prefix),
        ("/portal/dead-letters", "report", "Dead letters", NavLinkMatch.Prefix),
        ("/portal/audit", "history_edu", "Audit trail", NavLinkMatch.Prefix),
        ("/portal/settings", "tune", "Settings", NavLinkMatch.Prefix),
    ];

    /// <summary>A page was chosen: on a phone the menu closes.</summary>
    [Parameter]
    public EventCallback OnChosen { get; set; }
}
