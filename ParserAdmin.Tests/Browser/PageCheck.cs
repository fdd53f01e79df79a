using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>Looks at a page as axe does, light and dark, and as a phone does; collects what it finds, so that one run tells all.</summary>
internal sealed class PageCheck(IPage page)
{
    private const int PhoneWidth = 390;

    private static readonly AxeRunOptions Rules = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa"] },
    };

    // The theme changes colours and nothing else.
    private static readonly AxeRunOptions DarkRules = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] },
    };

    private readonly List<string> _found = [];

    /// <param name="name">What the page shows now, for the report.</param>
    public async Task CheckAsync(string name)
    {
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });

            // No page has a frame. The other way opens a second page to put the frames' results together, and takes as long again.
#pragma warning disable CS0618 // "Being removed in the future": then the other way it is.
            var result = await page.RunAxeLegacy(null, theme == ColorScheme.Dark ? DarkRules : Rules);
#pragma warning restore CS0618
            foreach (var violation in result.Violations)
            {
                // Many rows of one table break a rule the same way; one of them tells it.
                foreach (var node in violation.Nodes.DistinctBy(node => node.Any.FirstOrDefault()?.Message))
                {
                    _found.Add(
                        $"{name}, {theme}: {violation.Id}: {node.Target}: {node.Any.FirstOrDefault()?.Message ?? violation.Help}\n    "
                            + $"{node.Html}"
                    );
                }
            }
        }

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await AssertFitsAPhoneAsync(name);
    }

    public void AssertNothingFound() => Assert.True(_found.Count == 0, string.Join('\n', _found.Distinct()));

    private async Task AssertFitsAPhoneAsync(string name)
    {
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(PhoneWidth, 844);
        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        if (width > PhoneWidth)
            _found.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {width} px wide on a phone of {PhoneWidth}"));
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
