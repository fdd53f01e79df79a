using System.Globalization;

namespace ParserAdmin.Demo;

/// <summary>The pages that visitors and parsers see, one method each.</summary>
internal static class DemoPages
{
    public static IResult Home(HttpRequest request, DemoSite site) =>
        DemoAnswers.Page(DemoHomeView.Render(Links(request), site.Now()));

    public static IResult Catalogue(HttpRequest request, DemoSite site)
    {
        var asked = request.Query["page"].ToString();
        var number = 1;
        if (asked.Length > 0 && !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return NotFound(request);
        if (number is < 1 or > DemoCatalogue.PageCount) return NotFound(request);

        var titles = site.Now().Page(number);
        return DemoAnswers.Page(DemoListingView.Page(Links(request), number, titles), titles.Max(title => title.Price.Since));
    }

    public static IResult Series(string id, HttpRequest request, DemoSite site)
    {
        var titles = site.Now().Series(id);
        return titles is [{ Work.Series: { } series }, ..]
            ? DemoAnswers.Page(DemoListingView.Series(Links(request), series, titles), titles.Max(title => title.Price.Since))
            : NotFound(request);
    }

    public static IResult Title(string id, HttpRequest request, DemoSite site)
    {
        var catalogue = site.Now();
        if (catalogue.Find(id) is not { } title) return NotFound(request);
        if (title.Work.IsBroken) return DemoAnswers.Notice(DemoNoticeView.Broken(Links(request)), StatusCodes.Status200OK);

        return DemoAnswers.Page(DemoTitleView.Render(Links(request), title), title.ChangedBy(catalogue.Minute));
    }

    public static IResult NotFound(HttpRequest request) =>
        DemoAnswers.Notice(DemoNoticeView.NotFound(Links(request)), StatusCodes.Status404NotFound);

    private static DemoLinks Links(HttpRequest request) => new(request.PathBase);
}
