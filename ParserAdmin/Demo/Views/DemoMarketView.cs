using System.Globalization;
using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>The market's pages.</summary>
internal static class DemoMarketView
{
    public static IResult Answer(HttpRequest request, DemoSite site)
    {
        var asked = request.Query["page"].ToString();
        var number = 1;
        if (asked.Length > 0 && !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return DemoPages.NotFound(request);
        if (number is < 1 or > DemoMarket.PageCount)
            return DemoPages.NotFound(request);

        var minute = site.Now().Minute;
        return DemoAnswers.Page(Render(new DemoLinks(request.PathBase), number, DemoMarket.Page(minute, number)), minute);
    }

    private static string Render(DemoLinks links, int number, IReadOnlyList<DemoListing> listings) =>
        DemoLayout.Page(
            links,
            $"Market, page {number}",
            Markup.Of(
                $"""
                <main id="main" class="market">
                  <h1>Market</h1>
                  <p class="lead">Second-hand, from neighbours. A new advertisement each minute.</p>
                  <ul class="rows">
                {Markup.Join(listings.Select(Row))}  </ul>
                  <nav class="pages" aria-label="Pages">
                    {PageLink(links, number - 1, "prev", "← Newer")}
                    <span>Page {number} of {DemoMarket.PageCount}</span>
                    {PageLink(links, number + 1, "next", "Older →")}
                  </nav>
                </main>
                """
            )
        );

    private static Markup Row(DemoListing listing) =>
        Markup.Of(
            $"""
                <li class="listing {(listing.Sold ? "sold" : "offer")}" id="{listing.Id}" data-id="{listing.Id}">
                  <strong class="name">{listing.Title}</strong> <span class="price">€ {listing.Price}</span>
                  <p class="text">{listing.Text}</p>
                  <p><span class="state">{(
                listing.Sold ? "Sold" : "For sale"
            )}</span> · <span class="place">{listing.Place}</span>, <time datetime="{DemoTime.Minute(
                listing.Posted
            )}">{listing.Posted.ToString("d MMM, HH:mm", CultureInfo.InvariantCulture)}</time></p>
                </li>

            """
        );

    private static Markup PageLink(DemoLinks links, int page, string rel, string text) =>
        page is < 1 or > DemoMarket.PageCount ? Markup.None : Markup.Of($"<a rel=\"{rel}\" href=\"{links.Market(page)}\">{text}</a>");
}
