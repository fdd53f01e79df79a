namespace ParserAdmin.Demo;

/// <summary>Pages that list titles: the catalogue's and those of a series.</summary>
internal static class DemoListingView
{
    public static string Page(DemoLinks links, int number, IReadOnlyList<DemoTitle> titles) => DemoLayout.Page(links, $"Catalogue, page {number}", Markup.Of(
        $"""
        <main id="main" class="listing">
          <h1>Catalogue</h1>
          <p class="lead">{DemoCatalogue.TitleCount} titles, {DemoCatalogue.PageSize} a page.</p>
          {DemoCards.List(links, titles)}
          <nav class="pages" aria-label="Pages">
            {Turn(links, number - 1, "prev", "← Previous")}
            <span>Page {number} of {DemoCatalogue.PageCount}</span>
            {Turn(links, number + 1, "next", "Next →")}
          </nav>
        </main>
        """));

    public static string Series(DemoLinks links, DemoSeries series, IReadOnlyList<DemoTitle> titles) => DemoLayout.Page(links, series.Name, Markup.Of(
        $"""
        <main id="main" class="listing">
          <h1>{series.Name}</h1>
          <p class="lead">A series in {titles.Count} parts, in their order.</p>
          {DemoCards.List(links, titles)}
        </main>
        """));

    private static Markup Turn(DemoLinks links, int page, string rel, string text) =>
        page is < 1 or > DemoCatalogue.PageCount ? Markup.None : Markup.Of($"<a rel=\"{rel}\" href=\"{links.Catalogue(page)}\">{text}</a>");
}
