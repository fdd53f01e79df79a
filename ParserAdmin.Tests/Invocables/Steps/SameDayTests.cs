using System.Globalization;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

/// <summary>A site that names days and no hours: what is of the newest day known is not yet known for that.</summary>
public sealed class SameDayTests
{
    private const int RowsAPage = 20;

    [Fact]
    public async Task Run_MoreThanAPageIsNewOfTheSameDay_FindsAll()
    {
        await using var rig = await WrittenRig.StartAsync(
            """
            identity: externalId
            paths:
              updates:
                path: new?page=1
                rows: { selector: p }
                fields: { externalId: { attribute: id }, title: { selector: b }, publishedAt: { selector: time, filters: [date] } }
                pagination: { page: {} }
            """,
            "listing"
        );
        Write(rig, 5);
        await rig.RunAsync("listing-scrape");
        Write(rig, 55);

        var (job, _) = await rig.RunAsync("listing-scrape");

        Assert.Equal(50, job.Counts.ItemsNew);
    }

    /// <summary>The newest first; the day of all is the same.</summary>
    private static void Write(WrittenRig rig, int listings)
    {
        var day = rig.Host.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var rows = Enumerable
            .Range(1, listings)
            .Reverse()
            .Select(id => $"<p id={id}><b>Listing {id}</b><time>{day}</time></p>")
            .Chunk(RowsAPage)
            .ToList();
        for (var page = 0; page < rows.Count; page++)
            rig.Site.Pages[$"/new?page={page + 1}"] = string.Concat(rows[page]);
    }
}
