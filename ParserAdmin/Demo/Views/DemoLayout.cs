using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>
/// What every page of the site has around its main part. No script and no inline style: the host's content security policy allows neither.
/// </summary>
internal static class DemoLayout
{
    /// <summary>A whole document.</summary>
    /// <param name="links">The site's addresses.</param>
    /// <param name="title">For the browser's tab.</param>
    /// <param name="main">The main element.</param>
    public static string Page(DemoLinks links, string title, Markup main) =>
        Markup
            .Of(
                $"""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <meta name="color-scheme" content="light dark">
                  <title>{title} · The Lamplight Catalogue</title>
                  <link rel="stylesheet" href="{links.Style}">
                </head>
                <body>
                <a class="skip" href="#main">Skip to the content</a>
                <header class="site">
                  <a class="brand" href="{links.Home}">The Lamplight Catalogue</a>
                  <nav aria-label="Site"><a href="{links.Catalogue()}">Catalogue</a> <a href="{links.Top}">Top lists</a> <a href="{links.Search}">Search</a> <a href="{links.Market()}">Market</a> <a href="{links.Members}">Members</a> <a href="{links.Log}">Request log</a></nav>
                </header>
                {main}
                <footer class="site">A demo site of ParserAdmin. Every title, person and place in it is invented.</footer>
                </body>
                </html>

                """
            )
            .ToString();
}
