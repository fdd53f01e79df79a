namespace ParserAdmin.Demo;

/// <summary>Titles in short: a row of the listing each.</summary>
internal static class DemoCards
{
    public static Markup List(DemoLinks links, IEnumerable<DemoTitle> titles) =>
        Markup.Of($"<div class=\"cards\">\n{Markup.Join(titles.Select(title => Card(links, title)))}</div>");

    private static Markup Card(DemoLinks links, DemoTitle title) => Markup.Of(
        $"""
        <article class="title" data-id="{title.Work.Id}">
          <img src="{links.Poster(title.Work)}" alt="" width="240" height="360" loading="lazy">
          <h2><a href="{links.Title(title.Work)}">{title.Work.Name}</a></h2>
          <p class="facts"><span class="year">{title.Work.Year}</span> <span class="status {title.Work.Status}">{title.Work.Status}</span></p>
          <p class="price">{title.Price.Text}</p>
        </article>

        """);
}
