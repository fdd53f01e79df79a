using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Schedules;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Tasks;

public sealed class MetadataRefreshTests
{
    private const string Full = "metadata-refresh-full";

    [Theory, EachDatabase]
    public async Task Run_AMatch_CorrectsTheFieldsNamed_AndTheOwnSiteDoesNotChangeThemBack(TestDatabase database)
    {
        await using var rig = await StartAsync(database, new Work(1, "Sea"));
        rig.Site.Answers = [new Work(90, "Sea") { Rating = "9" }, new Work(91, "Land") { Rating = "1" }];

        var (job, asked) = await rig.RunAsync(Full);
        var (crawl, _) = await rig.RunAsync("catalog-sync");

        Assert.Equal((JobStatus.Succeeded, 1, 1), (job.Status, job.Counts.ItemsProcessed, job.Counts.ItemsChanged));
        Assert.Equal(["search?q=Sea&by=Ann"], asked);
        var item = (await rig.ItemsAsync())["1"];
        Assert.Equal(("Sea", "9", 0), (item.Title, item.Attributes["rating"], crawl.Counts.ItemsChanged));
        Assert.Equal(["attributes.rating"], item.CorrectedFields);
        Assert.Equal(job.Id, Assert.Single(await rig.RevisionsAsync("1")).JobId);
    }

    [Theory, EachDatabase]
    public async Task Run_APersonsEdit_IsNeverOverwritten(TestDatabase database)
    {
        await using var rig = await StartAsync(database, new Work(1, "Sea"));
        var id = (await rig.ItemsAsync())["1"].Id;
        var edits = rig.Host.Get<ItemEditCommands>();
        await edits.EditAsync(
            Actors.Operator,
            id,
            new ItemEdit(new Dictionary<string, IReadOnlyList<string>> { ["attributes.rating"] = ["10"] }, []),
            CancellationToken.None
        );
        rig.Site.Answers = [new Work(90, "Sea") { Rating = "9" }];
        rig.Site.Works[0] = rig.Site.Works[0] with { Rating = "4", Title = "Sea, revised" };

        await rig.RunAsync(Full);
        Assert.Equal("10", (await rig.ItemsAsync())["1"].Attributes["rating"]);
        await rig.RunAsync("catalog-sync");

        var item = (await rig.ItemsAsync())["1"];
        Assert.Equal(("10", "Sea, revised"), (item.Attributes["rating"], item.Title));

        // Given back, it is the next run's again.
        await edits.EditAsync(
            Actors.Operator,
            id,
            new ItemEdit(new Dictionary<string, IReadOnlyList<string>>(), ["attributes.rating"]),
            CancellationToken.None
        );
        await rig.RunAsync("catalog-sync");
        Assert.Equal("4", (await rig.ItemsAsync())["1"].Attributes["rating"]);
    }

    [Fact]
    public async Task Run_TheSiteFailsUnderWay_GoesOnWithTheFirstThatCouldNotBeAskedFor()
    {
        await using var rig = await StartAsync(TestDatabase.Sqlite, new Work(1, "Work 1"));
        rig.Site.Works.AddRange(Enumerable.Range(2, 6).Select(id => new Work(id, $"Work {id}")));
        await rig.RunAsync("catalog-sync");
        foreach (var id in Enumerable.Range(2, 6))
            rig.Site.Pages[$"search?q=Work%20{id}&by=Ann"] = "<html>Sorry, we are busy</html>";

        var (job, _) = await rig.RunAsync(Full);

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains($"{(await rig.ItemsAsync())["1"].Id}", job.Checkpoint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ALowScoreATieOrNothing_ChangesNothingAndSaysWhy()
    {
        await using var rig = await StartAsync(TestDatabase.Sqlite, new Work(1, "Sea"));
        var log = "";
        foreach (
            var answers in (Work[][])
                [
                    [new Work(90, "Sea stories of the north") { Rating = "9" }],
                    [new Work(90, "Sea") { Rating = "9" }, new Work(91, "Sea") { Rating = "8" }],
                    [],
                ]
        )
        {
            rig.Site.Answers = [.. answers];
            var (job, _) = await rig.RunAsync(Full);
            Assert.Equal(
                (JobStatus.Succeeded, 1, 0, 0),
                (job.Status, job.Counts.ItemsProcessed, job.Counts.ItemsChanged, job.Counts.ItemsFailed)
            );
            log += await rig.LogAsync(job.Id);
        }

        Assert.Contains("less than 0.85", log, StringComparison.Ordinal);
        Assert.Contains("it is a tie", log, StringComparison.Ordinal);
        Assert.Contains("nothing was found", log, StringComparison.Ordinal);
        Assert.Equal("5", (await rig.ItemsAsync())["1"].Attributes["rating"]);
        Assert.Empty(await rig.RevisionsAsync("1"));
    }

    [Fact]
    public async Task New_LooksOnlyAtTheItemsOfTheLastDays()
    {
        await using var rig = await StartAsync(TestDatabase.Sqlite, new Work(1, "Sea"));
        rig.Host.Clock.Advance(TimeSpan.FromDays(8));
        rig.Site.Works.Add(new Work(2, "Land"));
        await rig.RunAsync("catalog-sync");

        var (_, asked) = await rig.RunAsync("metadata-refresh-new");

        Assert.Equal(["search?q=Land&by=Ann"], asked);
    }

    [Theory, EachDatabase]
    public async Task Run_ItsNodeStopsBetweenItems_GoesOnBehindTheLastOne(TestDatabase database)
    {
        await using var rig = await StartAsync(database, new Work(1, "Sea") { Rating = "1" }, new Work(2, "Land") { Rating = "1" });
        rig.Site.Works[0] = rig.Site.Works[0] with { Rating = "2" };
        var second = (await rig.ItemsAsync()).Values.OrderBy(item => item.Id).Last().Title;

        var (job, asked) = await rig.MarkLostAsync(Full, $"search?q={second}&by=Ann");

        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.Equal([$"search?q={second}&by=Ann"], asked);
        Assert.Equal("2", (await rig.ItemsAsync())["1"].Attributes["rating"]);
    }

    [Fact]
    public async Task Request_TheMetadataSourceIsNotThere_IsRefusedAndSaysWhich()
    {
        await using var rig = await WorksRig.StartAsync(TestDatabase.Sqlite);
        await rig.DefineAsync(WorksSite.Yaml(WorksRig.SourceId, "metadata: { source: nowhere }"));

        var asked = await rig
            .Host.Get<JobCommands>()
            .RequestAsync(Actors.Operator, Full, WorksRig.SourceId, JobParameters.None, JobTrigger.Person, CancellationToken.None);

        Assert.Equal(CommandStatus.Unprocessable, asked.Status);
        Assert.Contains("no source 'nowhere'", asked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schedule_TheMetadataSourceIsNotThere_IsUnavailableUntilItIs()
    {
        await using var rig = await WorksRig.StartAsync(TestDatabase.Sqlite);
        await rig.DefineAsync(WorksSite.Yaml(WorksRig.SourceId, "metadata: { source: library }"));
        var schedule = $"{Full}:{WorksRig.SourceId}";

        Assert.Contains(
            "There is no source library, at which",
            (await rig.Host.ScheduleAsync(schedule)).Unavailable,
            StringComparison.Ordinal
        );
        Assert.Contains(
            (await rig.Host.Get<ScheduleQueries>().AllAsync(CancellationToken.None)),
            view => view.Id == schedule && view.Unavailable is not null
        );

        await rig.DefineAsync(WorksSite.Yaml(WorksRig.LibraryId));

        Assert.Null((await rig.Host.ScheduleAsync(schedule)).Unavailable);
        Assert.Contains(
            (await rig.Host.Get<ScheduleQueries>().AllAsync(CancellationToken.None)),
            view => view.Id == schedule && view.Unavailable is null
        );
    }

    private static async Task<WorksRig> StartAsync(TestDatabase database, params Work[] works)
    {
        var rig = await WorksRig.StartAsync(database, works);
        await rig.DefineAsync(WorksSite.Yaml(WorksRig.LibraryId));
        await rig.DefineAsync(WorksSite.Yaml(WorksRig.SourceId, "metadata: { source: library, fields: [rating] }"));
        await rig.RunAsync("catalog-sync");
        return rig;
    }
}
