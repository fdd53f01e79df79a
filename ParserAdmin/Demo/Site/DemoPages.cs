using System.Globalization;
using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Views;

namespace ParserAdmin.Demo.Site;

/// <summary>The pages that visitors and parsers see, one method each.</summary>
internal static class DemoPages
{
    private const int TopCount = 20;

    public static IResult Home(HttpRequest request, DemoSite site) => DemoAnswers.Page(DemoHomeView.Render(Links(request), site.Now()));

    public static IResult Catalogue(HttpRequest request, DemoSite site)
    {
        var asked = request.Query["page"].ToString();
        var number = 1;
        if (asked.Length > 0 && !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return NotFound(request);
        if (number is < 1 or > DemoCatalogue.PageCount)
            return NotFound(request);

        var titles = site.Now().Page(number);
        return DemoAnswers.Page(DemoListingView.Page(Links(request), number, titles), titles.Max(title => title.Price.Since));
    }

    public static IResult Series(string id, HttpRequest request, DemoSite site) => Series(request, site, series => series.Id == id);

    public static IResult SeriesByName(string? name, HttpRequest request, DemoSite site) =>
        Series(request, site, series => series.Name == name);

    public static IResult Genres(HttpRequest request) => DemoAnswers.Page(DemoListingView.Genres(Links(request)));

    public static IResult Top(string genre, HttpRequest request, DemoSite site) =>
        DemoWords.Genres.FirstOrDefault(known => known.Equals(genre, StringComparison.OrdinalIgnoreCase)) is { } known
            ? DemoAnswers.Page(DemoListingView.Top(Links(request), known, site.Now().Top(known, TopCount)))
            : NotFound(request);

    public static IResult Person(string? name, HttpRequest request, DemoSite site) =>
        name is not null && site.Now().By(name) is { Count: > 0 } titles
            ? DemoAnswers.Page(DemoListingView.Person(Links(request), name, titles))
            : NotFound(request);

    public static IResult Search(string? q, HttpRequest request, DemoSite site)
    {
        var text = q is { Length: <= 200 } ? q.Trim() : "";
        return DemoAnswers.Page(DemoListingView.Found(Links(request), text, site.Now().Search(text, DemoCatalogue.PageSize)));
    }

    private static IResult Series(HttpRequest request, DemoSite site, Func<DemoSeries, bool> wanted)
    {
        var titles = site.Now().Parts(wanted);
        return titles is [{ Work.Series: { } series }, ..]
            ? DemoAnswers.Page(DemoListingView.Series(Links(request), series, titles), titles.Max(title => title.Price.Since))
            : NotFound(request);
    }

    public static IResult Title(string id, HttpRequest request, DemoSite site)
    {
        var catalogue = site.Now();
        if (catalogue.Find(id) is not { } title)
            return NotFound(request);
        if (title.Work.IsBroken)
            return DemoAnswers.Notice(DemoNoticeView.Broken(Links(request)), StatusCodes.Status200OK);

        return DemoAnswers.Page(DemoTitleView.Render(Links(request), title), title.ChangedBy(catalogue.Minute));
    }

    public static IResult NotFound(HttpRequest request) =>
        DemoAnswers.Notice(DemoNoticeView.NotFound(Links(request)), StatusCodes.Status404NotFound);

    private static DemoLinks Links(HttpRequest request) => new(request.PathBase);
}
