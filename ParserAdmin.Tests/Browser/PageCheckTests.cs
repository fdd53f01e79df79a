using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;
using Xunit.Sdk;

namespace ParserAdmin.Tests.Browser;

/// <summary>A look that finds nothing anywhere would pass every page.</summary>
[Collection(LongRuns.Pages)]
public sealed class PageCheckTests
{
    private const string Good = "<html lang='en'><head><title>Good</title></head><body><main><h1>Good</h1></main></body></html>";

    [BrowserFact]
    public async Task Check_PageThatIsGood_FindsNothing() => (await LookAsync(Good)).AssertNothingFound();

    [BrowserFact]
    public async Task Check_PageThatBreaksRules_SaysWhich()
    {
        const string Bad =
            "<img src='data:,'><p style='color: #bbb; background: #fff'>pale</p><p style='width: 600px'>wide</p>"
            + "<button style='width: 9px; height: 9px; padding: 0'>a</button><button style='width: 9px; height: 9px; padding: 0'>b</button>";

        var check = await LookAsync(Good.Replace("</main>", $"{Bad}</main>", StringComparison.Ordinal));

        var found = Assert.Throws<TrueException>(check.AssertNothingFound).Message;
        Assert.All(
            (string[])
                [
                    "1440 px, Light: image-alt",
                    "1440 px, Dark: color-contrast",
                    "390 px, Light: color-contrast",
                    "390 px, Dark: image-alt",
                    "390 px, Light: target-size",
                    "px wide on a phone",
                ],
            rule => Assert.Contains(rule, found)
        );
    }

    private static async Task<PageCheck> LookAsync(string html)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await page.SetContentAsync(html);
        var check = new PageCheck(page);
        await check.CheckAsync("the page");
        return check;
    }
}
