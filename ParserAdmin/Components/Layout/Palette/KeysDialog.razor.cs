namespace ParserAdmin.Components.Layout.Palette;

/// <summary>The keys of the portal, and what each does.</summary>
public sealed partial class KeysDialog
{
    private static readonly (string[] Keys, string What)[] Keys =
    [
        (["Shift", "Esc"], "STOP: everything, at once"),
        (["Ctrl", "K"], "Find a page, source or job, or do something"),
        (["?"], "This list"),
        (["/"], "Search the list on this page"),
        (["j"], "Next job, while one is open beside the list"),
        (["k"], "The job before"),
        (["Esc"], "Close what is open"),
        .. PortalPages.All.Select(page => (new[] { "g", page.Key }, page.Name)),
    ];
}
