using System.Globalization;
using ParserAdmin.Demo.Data;

namespace ParserAdmin.Demo.Site;

/// <summary>The site's addresses, below the path that the host is mounted at.</summary>
internal sealed class DemoLinks(PathString pathBase)
{
    private readonly string _root = pathBase.ToUriComponent() + "/demo";

    public string Home => $"{_root}/";

    public string Style => $"{_root}/style.css";

    public string Log => $"{_root}/log";

    public string LogJson => $"{_root}/log.json";

    public string Truth => $"{_root}/truth.json";

    public string Catalogue(int page = 1) =>
        page == 1 ? $"{_root}/catalogue" : string.Create(CultureInfo.InvariantCulture, $"{_root}/catalogue?page={page}");

    public string Title(DemoWork work) => $"{_root}/titles/{work.Id}";

    public string Poster(DemoWork work) => $"{_root}/posters/{work.Id}.png";

    public string Top => $"{_root}/top";

    public string Genre(string genre) => $"{_root}/top/{Uri.EscapeDataString(genre)}";

    public string Person(string name) => $"{_root}/people?name={Uri.EscapeDataString(name)}";

    public string Search => $"{_root}/search";

    public string Members => $"{_root}/members";

    public string Guide(DemoGuide guide) => $"{_root}/members/guides/{guide.Id}";

    public string SignIn => $"{_root}/members/login";

    public string SignOut => $"{_root}/members/logout";

    public string Feed => $"{_root}/feed.xml";

    public string Market(int page = 1) =>
        page == 1 ? $"{_root}/market" : string.Create(CultureInfo.InvariantCulture, $"{_root}/market?page={page}");

    public string Library => $"{_root}/library.json";

    public string Series(DemoSeries series) => $"{_root}/series/{series.Id}";
}
