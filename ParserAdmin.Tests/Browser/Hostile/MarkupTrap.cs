using Microsoft.Playwright;
using Xunit;

namespace ParserAdmin.Tests.Browser.Hostile;

/// <summary>Notices when text became markup on a page, ran as a script, or had the browser ask another host.</summary>
internal sealed class MarkupTrap
{
    private const string Script = """
        window.sprung = [];
        window.alert = words => window.sprung.push(`alert: ${words}`);
        document.addEventListener('securitypolicyviolation', refused => window.sprung.push(`refused: ${refused.violatedDirective} ${refused.blockedURI}`));
        """;

    private const string Look = """
        () => [
            ...[...document.querySelectorAll('i-trap, [onerror], [src*="trap.example"], iframe')].map(made => made.outerHTML),
            ...[...document.links].filter(link => !['http:', 'https:'].includes(link.protocol)).map(link => link.outerHTML),
            ...[...document.links].filter(link => link.host !== location.host && !(link.rel.includes('noopener') && link.target === '_blank')).map(link => link.outerHTML),
            ...window.sprung,
        ]
        """;

    private readonly IPage _page;
    private readonly List<string> _elsewhere = [];

    private MarkupTrap(IPage page) => _page = page;

    public static async Task<MarkupTrap> SetAsync(PortalBrowser person, Uri portal)
    {
        var trap = new MarkupTrap(person.Page);
        await person.Context.AddInitScriptAsync(Script);
        person.Context.Request += (_, request) =>
        {
            var asked = new Uri(request.Url);
            if (asked.Scheme.StartsWith("http", StringComparison.Ordinal) && asked.Authority != portal.Authority)
                trap._elsewhere.Add(request.Url);
        };
        return trap;
    }

    /// <summary>What became of text on the page as it is now.</summary>
    public Task<string[]> LookAsync() => _page.EvaluateAsync<string[]>(Look);

    /// <summary>The page shows each of these fields, in full and as text.</summary>
    public async Task AssertShownAsTextAsync(string what, params string[] fields)
    {
        foreach (var field in fields)
        {
            try
            {
                await _page.WaitForFunctionAsync(
                    "text => document.body.textContent.includes(text)",
                    HostileText.Of(field),
                    new PageWaitForFunctionOptions { Timeout = 15_000 }
                );
            }
            catch (TimeoutException)
            {
                Assert.Fail($"{what} does not show '{field}' but: {await _page.InnerTextAsync("body")}");
            }
        }

        var found = await LookAsync();
        Assert.True(found.Length == 0, $"{what}: {string.Join('\n', found)}");
        Assert.Empty(_elsewhere);
    }
}
