using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>
/// Looks at a page as axe does, on a phone and on a desk, light and dark, and whether a phone shows it without scrolling sideways; collects
/// what it finds, so that one run tells all.
/// </summary>
internal sealed class PageCheck(IPage page)
{
    private const int PhoneWidth = 390;

    /// <summary>The frame follows the width by a call to the server, so a page is looked at when it has come to rest.</summary>
    public const string IsAtRest = """
        () => {
            const now = document.body.innerHTML.length;
            if (window.atRest?.length !== now)
                window.atRest = { length: now, since: performance.now() };
            return performance.now() - window.atRest.since > 120;
        }
        """;

    private static readonly (int Width, int Height)[] Screens = [(1440, 900), (PhoneWidth, 844)];

    private static readonly AxeRunOptions Rules = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private readonly List<string> _found = [];

    /// <param name="name">What the page shows now, for the report.</param>
    /// <param name="within">Selector of the part to look at, where the rest was looked at before; the whole page unless said.</param>
    public async Task CheckAsync(string name, string? within = null)
    {
        var size = page.ViewportSize!;
        foreach (var (width, height) in Screens)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.WaitForFunctionAsync(IsAtRest);
            await LookAtBothThemesAsync(string.Create(CultureInfo.InvariantCulture, $"{name}, {width} px"), within);
        }

        await AssertFitsAPhoneAsync(name);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>For what is there on a phone alone, and goes away where there is room.</summary>
    public async Task CheckOnAPhoneAsync(string name, Func<Task> open)
    {
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(PhoneWidth, 844);
        await page.WaitForFunctionAsync(IsAtRest);
        await open();
        await page.WaitForFunctionAsync(IsAtRest);
        await LookAtBothThemesAsync($"{name}, on a phone", null);
        await AssertFitsAPhoneAsync(name);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    public void AssertNothingFound() => Assert.True(_found.Count == 0, string.Join('\n', _found.Distinct()));

    private async Task LookAtBothThemesAsync(string what, string? within)
    {
        foreach (var theme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            await LookAsync($"{what}, {theme}", within);
        }
    }

    private async Task LookAsync(string what, string? within)
    {
        var part = within is null ? null : new AxeRunContext { Include = [new AxeSelector(within)] };

        // No page has a frame. The other way opens a second page to put the frames' results together, and takes as long again.
#pragma warning disable CS0618 // "Being removed in the future": then the other way it is.
        var result = await page.RunAxeLegacy(part, Rules);
#pragma warning restore CS0618
        foreach (var violation in result.Violations)
        {
            // Many rows of one table break a rule the same way; one of them tells it.
            foreach (var node in violation.Nodes.DistinctBy(node => node.Any.FirstOrDefault()?.Message))
            {
                _found.Add(
                    $"{what}: {violation.Id}: {node.Target}: {node.Any.FirstOrDefault()?.Message ?? violation.Help}\n    {node.Html}"
                );
            }
        }
    }

    private async Task AssertFitsAPhoneAsync(string name)
    {
        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        if (width > PhoneWidth)
            _found.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {width} px wide on a phone of {PhoneWidth}"));
    }
}
