using MudBlazor;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Layout;

/// <summary>A page of the menu; <paramref name="Key"/> goes there when it is pressed after g.</summary>
/// <param name="Needs">The lowest role that it opens to; the page itself asks for it again.</param>
public sealed record PortalPage(string Href, string Icon, string Name, string Key, Role Needs = Role.Viewer)
{
    public bool OpensTo(Role? role) => (role ?? Role.Viewer) >= Needs;
}

/// <summary>The pages, grouped by what people come for.</summary>
public static class PortalPages
{
    /// <summary>The first page, as every link of the portal written from the document's base: it may lie below a path.</summary>
    public const string Dashboard = "./";

    public static IReadOnlyList<(string? Group, IReadOnlyList<PortalPage> Pages)> Groups { get; } =
    [
        (null, [new(Dashboard, Icons.Material.Filled.SpaceDashboard, "Dashboard", "d")]),
        (
            "Operate",
            [
                new("portal/jobs", Icons.Material.Filled.Bolt, "Jobs", "j"),
                new("portal/schedules", Icons.Material.Filled.CalendarMonth, "Schedules", "c"),
                new("portal/logs", Icons.Material.Filled.Subject, "Logs", "l"),
                new("portal/dead-letters", Icons.Material.Filled.MarkEmailUnread, "Dead letters", "x"),
            ]
        ),
        (
            "Collect",
            [
                new("portal/sources", Icons.Material.Filled.Hub, "Sources", "s"),
                new("portal/items", Icons.Material.Filled.Inventory2, "Items", "i"),
            ]
        ),
        (
            "Govern",
            [
                new("portal/audit", Icons.Material.Filled.FactCheck, "Audit trail", "a"),
                new("portal/settings", Icons.Material.Filled.Tune, "Settings", "t"),
                new("portal/people", Icons.Material.Filled.Group, "People", "p", Role.Admin),
                new("portal/keys", Icons.Material.Filled.Key, "API keys", "k", Role.Admin),
                new("portal/system", Icons.Material.Filled.Dns, "System", "y"),
            ]
        ),
    ];

    public static IEnumerable<PortalPage> All => Groups.SelectMany(group => group.Pages);

    /// <summary>What menu, palette and keys offer to somebody: nothing that would only say that it is not for them.</summary>
    public static IEnumerable<PortalPage> For(Role? role) => All.Where(page => page.OpensTo(role));
}
