using Microsoft.Playwright;

namespace ParserAdmin.Tests.Browser.Keyboard;

/// <summary>
/// Goes round a page by Tab, as somebody without a mouse does. Collects what it finds, so that one run tells all: what is not reached, not
/// in order, where the focus cannot be seen, and where something lies over it.
/// </summary>
internal sealed class KeyboardWalk(IPage page)
{
    private const string Begin = """
        () => {
            const look = element => {
                const near = [element.parentElement?.parentElement, element.parentElement, ...element.parentElement?.children ?? []];
                const seen = near.filter(one => one && getComputedStyle(one).opacity !== '0');
                const of = style => [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderTopColor, style.borderTopWidth, style.backgroundColor, style.textDecorationLine].join();
                return seen.flatMap(one => [null, '::before', '::after'].map(part => of(getComputedStyle(one, part)))).join('|');
            };
            const isShown = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
            const isOfGroup = radio => {
                const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(radio.name)}"]`)];
                return radio === (group.find(one => one.checked) ?? group[0]);
            };
            const isStop = element => element.tabIndex >= 0 && !element.disabled && isShown(element) && !(element.type === 'radio' && element.name && !isOfGroup(element));
            const stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')].filter(isStop);
            const unfocused = new Map(stops.map(stop => [stop, look(stop)]));
            const name = element => `<${element.outerHTML.slice(1, 140)}`;
            const over = element => {
                const box = element.getClientRects()[0];
                const on = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 200));
                const isOwn = on && (element.contains(on) || on.contains(element) || [...element.labels ?? []].some(label => label.contains(on)));
                return isOwn ? null : on ? `under ${name(on)}` : 'outside of the window';
            };
            const found = [];
            let visited = [];
            window.walk = {
                step() {
                    const at = document.activeElement;
                    const index = stops.indexOf(at);
                    if (index < 0)
                        return false;
                    if (visited[0] === index)
                        return true;
                    visited.push(index);
                    if (look(at) === unfocused.get(at))
                        found.push(`the focus cannot be seen on ${name(at)}`);
                    const covered = over(at);
                    if (covered)
                        found.push(`${name(at)} has the focus ${covered}`);
                    return false;
                },
                turn() {
                    const went = visited;
                    visited = [];
                    const missed = stops.filter((stop, index) => !went.includes(index) && stop.isConnected && isStop(stop));
                    const steps = went.slice(1).map((index, place) => Math.sign(index - went[place]));
                    const isBack = steps.filter(step => step < 0).length > steps.length / 2;
                    const wrong = went.slice(1).filter((_, place) => steps[place] === (isBack ? 1 : -1));
                    return [
                        ...found.splice(0),
                        ...missed.map(stop => `not reached: ${name(stop)}`),
                        ...(wrong.length > 1 ? wrong.map(index => `out of order: ${name(stops[index])}`) : []),
                    ];
                },
            };
            return stops.length;
        }
        """;

    private readonly List<string> _found = [];

    /// <param name="what">What the page shows now, for the report.</param>
    public async Task GoRoundAsync(string what)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Reduce });
        var stops = await page.EvaluateAsync<int>(Begin);

        foreach (var key in (string[])["Tab", "Shift+Tab"])
        {
            // A page has a few places more: what scrolls, an editor, the browser's own bar.
            for (var (step, isRound) = (0, false); step < stops + 30 && !isRound; step++)
            {
                await page.Keyboard.PressAsync(key);
                isRound = await page.EvaluateAsync<bool>("() => window.walk.step()");
            }

            _found.AddRange((await page.EvaluateAsync<string[]>("() => window.walk.turn()")).Select(found => $"{what}, {key}: {found}"));
        }
    }

    public void AssertNothingFound() => Xunit.Assert.True(_found.Count == 0, string.Join('\n', _found));
}
