using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>The landing page: what the site is and how it behaves.</summary>
internal static class DemoHomeView
{
    private const int Featured = 6;

    public static string Render(DemoLinks links, DemoCatalogue catalogue) =>
        DemoLayout.Page(
            links,
            "Welcome",
            Markup.Of(
                $"""
                <main id="main" class="home">
                  <h1>A catalogue to practise on</h1>
                  <p class="lead">{DemoCatalogue.TitleCount} films and serials that do not exist, on {DemoCatalogue.PageCount} pages, served by ParserAdmin itself. Crawl it as often as you like.</p>
                  <p><a class="button" href="{links.Catalogue()}">Browse the catalogue</a></p>
                  {DemoCards.List(links, catalogue.Titles.Take(Featured))}
                  <h2>How it behaves</h2>
                  <ul class="plain">
                    <li>Each minute six prices change and two serials get a new episode. Serials show the episodes of the last three days.</li>
                    <li>The <a href="{links.Top}">top lists</a> and the pages of series and people name {DemoCatalogue.UnlistedCount} works that the catalogue lacks.</li>
                    <li>There is a <a href="{links.Members}">members' area</a> behind a login, a <a href="{links.Feed}">feed</a> of new episodes, a <a href="{links.Market()}">market</a> with a new advertisement each minute, and a <a href="{links.Library}?title=lantern">reference library</a> to look titles up in.</li>
                    <li>Now and then it answers 429 with <code>Retry-After: 1</code>, as a busy site does.</li>
                    <li>One page is broken: it answers 200, and the title is not there.</li>
                    <li>Pages carry an ETag, and answer 304 to a caller that has them already.</li>
                    <li>Who asked for what, to the millisecond, is in the <a href="{links.Log}">request log</a> (<a href="{links.LogJson}">JSON</a>).</li>
                    <li>What a perfect parser would have found is in the <a href="{links.Truth}">truth</a>.</li>
                  </ul>
                </main>
                """
            )
        );
}
