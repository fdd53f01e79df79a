using System.Globalization;
using System.Text.Json;
using ParserAdmin.Demo.Data;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>Compares what is stored of the demo source with the site itself.</summary>
internal static class DemoTruth
{
    /// <summary>
    /// Every stored title is one of the site's, each once, with the site's values of some minute between the two times; none is missing but
    /// the broken one.
    /// </summary>
    public static void AssertEqual(PortalProcess portal, DateTime from, DateTime to)
    {
        var stored = portal.Query(
            "SELECT external_id, title, price, status, genres, creators, series FROM items WHERE kind = 'title' AND gone_at IS NULL"
        );
        Assert.Equal(stored.Count, stored.Select(row => row[0]).Distinct().Count());
        var minutes = Enumerable
            .Range(0, (int)(to - from).TotalMinutes + 2)
            .Select(minute => DemoCatalogue.At(from.AddMinutes(minute)))
            .ToList();
        var site = minutes[0].Titles.Where(title => !title.Work.IsBroken).Select(title => title.Work.Id).Order().ToList();
        Assert.Equal(site, stored.Select(row => (string)row[0]!).Order());
        foreach (var row in stored)
        {
            var shown = minutes.Select(minute => minute.Find((string)row[0]!)!).ToList();
            Assert.Equal(shown[0].Work.Name, row[1]);
            Assert.Contains(decimal.Parse((string)row[2]!, CultureInfo.InvariantCulture), shown.Select(title => title.Price.Amount));
            Assert.Equal(shown[0].Work.Genres, JsonSerializer.Deserialize<string[]>((string)row[4]!)!);
            Assert.Equal(shown[0].Work.Creators, JsonSerializer.Deserialize<string[]>((string)row[5]!)!);
        }
    }
}
