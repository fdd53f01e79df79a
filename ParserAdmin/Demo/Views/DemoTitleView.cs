using System.Globalization;
using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>A title's own page.</summary>
internal static class DemoTitleView
{
    public static string Render(DemoLinks links, DemoTitle title) =>
        DemoLayout.Page(
            links,
            title.Work.Name,
            Markup.Of(
                $"""
                <main id="main" class="title" data-id="{title.Work.Id}" itemscope itemtype="https://schema.org/CreativeWork">
                  <img class="poster" src="{links.Poster(title.Work)}" alt="Poster" width="240" height="360" itemprop="image">
                  <div class="about">
                    <h1 itemprop="name">{title.Work.Name}</h1>
                    <p class="description" itemprop="description">{title.Work.Description}</p>
                    <dl>
                      <div><dt>Price</dt><dd class="price">{title.Price.Text}</dd></div>
                      <div><dt>Status</dt><dd><span class="status {title.Work.Status}" itemprop="creativeWorkStatus">{Capital(
                    title.Work.Status
                )}</span></dd></div>
                      <div><dt>Year</dt><dd class="year">{title.Work.Year}</dd></div>
                      <div><dt>Published</dt><dd>{Date(title.Work.Published)}</dd></div>
                      {Series(links, title.Work)}
                      <div><dt>Creators</dt><dd><ul class="creators">{Links(title.Work.Creators, "creator", links.Person)}</ul></dd></div>
                      <div><dt>Genres</dt><dd><ul class="genres">{Links(title.Work.Genres, "genre", links.Genre)}</ul></dd></div>
                    </dl>
                  </div>
                  <section class="list">
                    <h2>Episodes</h2>
                    <ol class="episodes">
                {Markup.Join(title.Episodes.Select(Episode))}    </ol>
                  </section>
                </main>
                """
            )
        );

    private static Markup Series(DemoLinks links, DemoWork work) =>
        work is not { Series: { } series, SeriesNumber: { } number }
            ? Markup.None
            : Markup.Of(
                $"""
                <div><dt>Series</dt><dd><a class="series" href="{links.Series(
                    series
                )}">{series.Name}</a>, part <span class="series-number">{number}</span></dd></div>
                """
            );

    private static Markup Date(DateOnly day) =>
        Markup.Of(
            $"""
            <time class="published" itemprop="datePublished" datetime="{day.ToString(
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            )}">{day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}</time>
            """
        );

    private static Markup Links(IEnumerable<string> entries, string property, Func<string, string> link) =>
        Markup.Join(entries.Select(entry => Markup.Of($"<li itemprop=\"{property}\"><a href=\"{link(entry)}\">{entry}</a></li>")));

    private static Markup Episode(DemoEpisode episode) =>
        Markup.Of(
            $"""
                  <li data-id="{episode.Id}" data-number="{episode.Number}"><span class="number">{episode.Number}</span> <span class="episode">{episode.Title}</span> <time datetime="{DemoTime.Minute(
                episode.Aired
            )}">{episode.Aired.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)}</time></li>

            """
        );

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
