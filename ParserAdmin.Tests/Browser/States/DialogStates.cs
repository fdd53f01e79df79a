using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;

namespace ParserAdmin.Tests.Browser.States;

/// <summary>Each dialog that no story of the other tests opens; the page behind was looked at before.</summary>
internal static class DialogStates
{
    public static async Task LookAsync(PortalBrowser person, PageCheck check, string item, Guid job)
    {
        foreach (
            var (path, steps) in (IEnumerable<(string, string[])>)
                [
                    ($"/portal/jobs/{job}", ["button:has-text('Run again…')"]),
                    ("/portal/jobs", ["main .jobs-table tbody input[type=checkbox]", ".bulk button:has-text('Retry…')"]),
                    ("/portal/sources", [".sources-table tbody input[type=checkbox]", ".bulk button:has-text('Pause')"]),
                    ($"/portal/sources/{StoredStates.Source}", [".page-actions button:has-text('Pause')"]),
                    ($"/portal/sources/{StoredStates.Source}", ["button:has-text('Accept the new layout')"]),
                    ("/portal/schedules", [".schedule-actions button:has-text('Pause')"]),
                    ("/portal/schedules", [".schedule-actions button:has-text('Edit')"]),
                    ("/portal/dead-letters", [".group-actions button:has-text('Replay…')"]),
                    ($"/portal/items/{item}", [".page-actions button:has-text('Edit')"]),
                    ("/portal/items", [".page-actions button:has-text('Delete all…')"]),
                    ("/portal/people", [Menu, Act("Change the role…")]),
                    ("/portal/people", [Menu, Act("Sign out everywhere…")]),
                    ("/portal/people", [Menu, Act("Disable…")]),
                    ("/portal/people", [Menu, Act("Remove…")]),
                    ("/portal/keys", ["button:has-text('Revoke')"]),
                ]
        )
        {
            await person.GoAsync(path);
            foreach (var step in steps)
                await person.Page.Locator(step).First.ClickAsync();
            await person.Page.WaitForSelectorAsync(".form-dialog form");
            await check.CheckAsync($"{path}, {steps[^1]}", ".mud-dialog");
            await person.Page.Keyboard.PressAsync("Escape");
            await person.Page.WaitForSelectorAsync(".mud-dialog", new() { State = WaitForSelectorState.Detached });
        }
    }

    private static string Menu => $"button[aria-label='What to do with {StoredStates.ViewerEmail}']";

    private static string Act(string name) => $".mud-popover-open .mud-menu-item:has-text('{name}')";
}
