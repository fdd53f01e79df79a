using System.Globalization;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Data;

/// <summary>The catalogue in the form of <c>truth.json</c>: what a perfect parser finds.</summary>
internal static class DemoTruth
{
    public static object Of(DemoCatalogue catalogue, DemoLinks links) =>
        catalogue.Titles.Select(title => new
        {
            title.Work.Id,
            url = links.Title(title.Work),
            poster = links.Poster(title.Work),
            title = title.Work.Name,
            title.Work.Year,
            title.Work.Genres,
            title.Work.Creators,
            series = title.Work.Series?.Name,
            title.Work.SeriesNumber,
            title.Work.Status,
            price = title.Price.Amount,
            currency = DemoPrice.Currency,
            published = title.Work.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            title.Work.Description,
            broken = title.Work.IsBroken,
            episodes = title.Episodes.Select(episode => new
            {
                episode.Id,
                episode.Number,
                episode.Title,
                aired = DemoTime.Minute(episode.Aired),
            }),
        });
}
