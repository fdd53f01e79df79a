using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>Pages that list titles: the catalogue's and those of a series, a genre and a person.</summary>
internal static class DemoListingView
{
    public static string Page(DemoLinks links, int number, IReadOnlyList<DemoTitle> titles) =>
        DemoLayout.Page(
            links,
            $"Catalogue, page {number}",
            Markup.Of(
                $"""
                <main id="main" class="listing">
                  <h1>Catalogue</h1>
                  <p class="lead">{DemoCatalogue.TitleCount} titles, {DemoCatalogue.PageSize} a page.</p>
                  {DemoCards.List(links, titles)}
                  <nav class="pages" aria-label="Pages">
                    {PageLink(links, number - 1, "prev", "← Previous")}
                    <span>Page {number} of {DemoCatalogue.PageCount}</span>
                    {PageLink(links, number + 1, "next", "Next →")}
                  </nav>
                </main>
                """
            )
        );

    public static string Series(DemoLinks links, DemoSeries series, IReadOnlyList<DemoTitle> titles) =>
        DemoLayout.Page(
            links,
            series.Name,
            Markup.Of(
                $"""
                <main id="main" class="listing">
                  <h1>{series.Name}</h1>
                  <p class="lead">A series in {titles.Count} parts, in their order.</p>
                  {DemoCards.Detailed(links, titles)}
                </main>
                """
            )
        );

    public static string Top(DemoLinks links, string genre, IReadOnlyList<DemoTitle> titles) =>
        DemoLayout.Page(
            links,
            $"Top {genre}",
            Markup.Of(
                $"""
                <main id="main" class="listing">
                  <h1>The best of {genre}</h1>
                  <p class="lead">The {titles.Count} that our readers liked most, best first.</p>
                  {DemoCards.List(links, titles)}
                </main>
                """
            )
        );

    public static string Genres(DemoLinks links) =>
        DemoLayout.Page(
            links,
            "Top lists",
            Markup.Of(
                $"""
                <main id="main" class="listing">
                  <h1>Top lists</h1>
                  <p class="lead">One list for each genre. Some works are in these lists alone: the catalogue has yet to get them.</p>
                  <ul class="genres">{Markup.Join(
                    DemoWords.Genres.Select(genre => Markup.Of($"<li><a href=\"{links.Genre(genre)}\">{genre}</a></li>"))
                )}</ul>
                </main>
                """
            )
        );

    public static string Person(DemoLinks links, string name, IReadOnlyList<DemoTitle> titles) =>
        DemoLayout.Page(
            links,
            name,
            Markup.Of(
                $"""
                <main id="main" class="listing">
                  <h1>{name}</h1>
                  <p class="lead">{titles.Count} works, the oldest first.</p>
                  {DemoCards.Detailed(links, titles)}
                </main>
                """
            )
        );

    public static string Found(DemoLinks links, string text, IReadOnlyList<DemoTitle> titles) =>
        DemoLayout.Page(
            links,
            "Search",
            Markup.Of(
                $"""
                <main id="main" class="listing">
                  <h1>Search</h1>
                  <form class="form" method="get" action="{links.Search}" role="search"><label>Words of the title <input name="q" value="{text}" maxlength="200"></label> <button class="button">Search</button></form>
                  <p class="lead">{(
                    text.Length == 0 ? "Every word has to be there."
                    : titles.Count == 0 ? "Nothing has these words."
                    : $"Found: {titles.Count}"
                )}</p>
                  {DemoCards.Detailed(links, titles)}
                </main>
                """
            )
        );

    private static Markup PageLink(DemoLinks links, int page, string rel, string text) =>
        page is < 1 or > DemoCatalogue.PageCount ? Markup.None : Markup.Of($"<a rel=\"{rel}\" href=\"{links.Catalogue(page)}\">{text}</a>");
}
