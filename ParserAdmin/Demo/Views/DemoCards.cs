using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>Titles in short: a row of the listing each.</summary>
internal static class DemoCards
{
    public static Markup List(DemoLinks links, IEnumerable<DemoTitle> titles) =>
        Markup.Of($"<div class=\"cards\">\n{Markup.Join(titles.Select(title => Card(links, title)))}</div>");

    /// <summary>The same with what a series' page and a search say besides: the part's number and who made it.</summary>
    public static Markup Detailed(DemoLinks links, IEnumerable<DemoTitle> titles) =>
        Markup.Of($"<div class=\"cards\">\n{Markup.Join(titles.Select(title => Card(links, title, Facts(title.Work))))}</div>");

    private static Markup Facts(DemoWork work) =>
        Markup.Of(
            $"<p class=\"facts\">{Part(work)}<span "
                + $"class=\"creators\">{Markup.Join(work.Creators.Select((creator, at) => Markup.Of($"{(at > 0 ? ", " : "")}<span class=\"creator\">{creator}</span>")))}</span></p>\n  "
        );

    private static Markup Part(DemoWork work) =>
        work.SeriesNumber is { } number ? Markup.Of($"<span>Part <span class=\"series-number\">{number}</span></span> ") : Markup.None;

    private static Markup Card(DemoLinks links, DemoTitle title) => Card(links, title, Markup.None);

    private static Markup Card(DemoLinks links, DemoTitle title, Markup facts) =>
        Markup.Of(
            $"""
            <article class="title" data-id="{title.Work.Id}">
              <img src="{links.Poster(title.Work)}" alt="" width="240" height="360" loading="lazy">
              <h2><a href="{links.Title(title.Work)}">{title.Work.Name}</a></h2>
              <p class="facts"><span class="year">{title.Work.Year}</span> <span class="status {title.Work.Status}">{title.Work.Status}</span></p>
              {facts}<p class="price">{title.Price.Text}</p>
            </article>

            """
        );
}
