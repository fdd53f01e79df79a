using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>Pages that say that there is nothing to see: unknown address, too many requests, and the broken title.</summary>
internal static class DemoNoticeView
{
    public static string NotFound(DemoLinks links) =>
        Render(links, "Nothing here", "There is no page at this address. It may never have existed; the catalogue lists all that does.");

    public static string Busy(DemoLinks links) => Render(links, "One moment", "Too many requests. Come back in a second.");

    public static string Broken(DemoLinks links) =>
        Render(links, "Something went wrong", "This title could not be drawn. It is the one broken page of the demo site, and stays so.");

    private static string Render(DemoLinks links, string heading, string text) =>
        DemoLayout.Page(
            links,
            heading,
            Markup.Of(
                $"""
                <main id="main" class="notice">
                  <h1>{heading}</h1>
                  <p class="lead">{text}</p>
                  <p><a class="button" href="{links.Catalogue()}">To the catalogue</a></p>
                </main>
                """
            )
        );
}
