using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs.Logs;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

public sealed class SharedRowsTests
{
    private static readonly PageMark Mark = new(new Uri("https://example.org/2"), 1, 2);

    private readonly List<string> _warnings = [];

    [Fact]
    public async Task Take_PagesWithSharedIdentities_WarnsOnceAPageWithTheCount()
    {
        await TakeAsync(("x", "A", false), ("x", "B", false), ("y", "C", true), ("y", "D", false), ("z", "E", false));

        Assert.Equal(
            "Rows of a page share the field that the source's 'identity' names: the same in 2 of 3 rows ('x'); each item needs its own, "
                + "so only one is kept; select what differs.",
            Assert.Single(_warnings)
        );
    }

    [Fact]
    public async Task Take_SeveralSharedOnes_NamesTheWorst()
    {
        await TakeAsync(("x", "A", false), ("y", "B", false), ("y", "C", false), ("x", "D", false), ("y", "E", false));

        Assert.Contains(
            "the same in 3 of 5 rows ('y'), and 1 more stand in several rows;",
            Assert.Single(_warnings),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Take_TheSameItemTwice_WarnsOfNothing()
    {
        await TakeAsync(("x", "A", false), ("x", "A", false), ("y", "B", false));

        Assert.Empty(_warnings);
    }

    private async Task TakeAsync(params (string Id, string Title, bool IsLast)[] rows)
    {
        var shared = new SharedRows(
            new JobLog(
                (level, message, _) =>
                {
                    Assert.Equal(JobLogLevel.Warning, level);
                    _warnings.Add(message);
                }
            )
        );
        foreach (var (id, title, isLast) in rows)
        {
            var read = new ReadItem(new IdentifiedItem(id, new ItemDraft { Kind = "title", Title = title }), null, null, null, null);
            await shared.TakeAsync(isLast ? read with { PageDone = Mark } : read);
        }

        await shared.EndAsync();
    }
}
