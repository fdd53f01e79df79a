using System.Globalization;
using ParserAdmin.Demo.Site;
using ParserAdmin.Demo.Views;

namespace ParserAdmin.Demo.Data;

/// <summary>The newest episodes of all serials, as RSS.</summary>
internal static class DemoFeed
{
    private const int Longest = 40;

    public static IResult Answer(HttpRequest request, DemoSite site)
    {
        var (links, catalogue) = (new DemoLinks(request.PathBase), site.Now());
        var root = $"{request.Scheme}://{request.Host}";
        var newest = catalogue
            .Titles.Where(title => title.Work.Ongoing)
            .SelectMany(title => title.Episodes, (title, episode) => (title.Work, Episode: episode))
            .OrderByDescending(one => one.Episode.Aired)
            .ThenBy(one => one.Episode.Id, StringComparer.Ordinal)
            .Take(Longest)
            .ToList();
        return DemoAnswers.Page(
            Markup
                .Of(
                    $"""
                    <?xml version="1.0" encoding="utf-8"?>
                    <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
                    <channel>
                      <title>The Lamplight Catalogue: new episodes</title>
                      <link>{root}{links.Home}</link>
                      <description>Two of them each minute.</description>
                      <language>en</language>
                    {Markup.Join(newest.Select(one => Entry(root, links, one.Work, one.Episode)))}</channel>
                    </rss>

                    """
                )
                .ToString(),
            newest.Count == 0 ? null : newest[0].Episode.Aired,
            "application/rss+xml; charset=utf-8"
        );
    }

    private static Markup Entry(string root, DemoLinks links, DemoWork work, DemoEpisode episode) =>
        Markup.Of(
            $"""
              <item>
                <guid isPermaLink="false">{episode.Id}</guid>
                <title>{work.Name}, episode {episode.Number}: {episode.Title}</title>
                <link>{root}{links.Title(work)}#{episode.Id}</link>
                <pubDate>{episode.Aired.ToString("R", CultureInfo.InvariantCulture)}</pubDate>
                <dc:creator>{work.Creators[0]}</dc:creator>
                <category>{work.Genres[0]}</category>
              </item>

            """
        );
}
