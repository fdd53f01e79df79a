using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables;

public sealed class ChannelParseTests
{
    [Theory]
    [InlineData("page: {}, maxPages: 50", 6)]
    [InlineData("offset: { parameter: offset }", 6)]
    [InlineData("cursor: { selector: $.next }", 5)]
    public async Task FirstRun_ByEachWayToGoOn_ReadsAllPages(string pagination, int pages)
    {
        await using var rig = await IncrementalRig.StartAsync(pagination: pagination);

        var (job, asked) = await rig.RunAsync();

        Assert.Equal((JobStatus.Succeeded, 50), (job.Status, job.Counts.ItemsNew));
        Assert.Equal(Enumerable.Range(1, pages), asked);
    }

    [Theory, EachDatabase]
    public async Task LaterRun_StopsWhereAllIsKnown_AndAnEmptyOneIsCounted(TestDatabase database)
    {
        await using var rig = await IncrementalRig.StartAsync(database);
        await rig.RunAsync();
        rig.Site.Posts = 53;

        var (found, asked) = await rig.RunAsync();
        var parsed = (await rig.SourceAsync()).LastParsedAt;
        var (empty, _) = await rig.RunAsync();

        Assert.Equal((3, 0), (found.Counts.ItemsNew, empty.Counts.ItemsNew));
        Assert.Equal([1, 2], asked);
        var (state, source) = (await rig.StateAsync(), await rig.SourceAsync());
        Assert.Equal((1, null, GrowingSite.Epoch.AddMinutes(52)), (state.EmptyTicks, state.Mark, state.HighWater));
        Assert.Equal(parsed, source.LastParsedAt);
        Assert.True(source.LastCheckedAt > parsed);
    }

    [Fact]
    public async Task IncrementalRun_ManyNewPosts_StopsAtTheScheduledLimit()
    {
        await using var rig = await IncrementalRig.StartAsync(pagination: "page: {}, maxPages: 50, scheduledMaxPages: 2");
        await rig.RunAsync();
        rig.Site.Posts = 100;

        Assert.Equal([1, 2], (await rig.RunAsync()).Asked);
        Assert.Equal(11, (await rig.RunAsync(new JobParameters(Mode: "historical"))).Asked.Count);
    }

    [Theory]
    [InlineData(7, new[] { 1 })]
    [InlineData(25, new[] { 1, 2, 3 })]
    public async Task LaterRun_StopsAfterAsManyKnownPostsAsTheSettingsSay(int known, int[] pages)
    {
        await using var rig = await IncrementalRig.StartAsync();
        await rig.RunAsync();
        rig.Site.Posts = 53;
        var version = (await rig.Host.SettingsAsync()).Version;
        var patch = new SettingsPatch(null, new Dictionary<string, int> { ["knownItemsInARow"] = known });
        var changed = await rig
            .Host.Get<SafetyCommands>()
            .ChangeAsync(Actors.Admin, patch, "the channel pins many posts", version, CancellationToken.None);
        Assert.True(changed.Succeeded, changed.Message);

        Assert.Equal(pages, (await rig.RunAsync()).Asked);
    }

    [Fact]
    public async Task LaterRun_LastCheckTooLongAgo_IsForcedToReadAll()
    {
        await using var rig = await IncrementalRig.StartAsync();
        await rig.RunAsync();
        rig.Host.Clock.Advance(TimeSpan.FromHours(49));
        var forced = new List<RunForced>();
        using var observing = rig.Host.Get<EventBus>().Observe(raised => forced.AddRange(raised is RunForced told ? [told] : []));

        Assert.Equal(6, (await rig.RunAsync()).Asked.Count);
        Assert.Equal(RunForced.StaleMark, Assert.Single(forced).Reason);
    }

    [Fact]
    public async Task LaterRun_DefinitionEditedMeanwhile_ReadsAllAgainAndOnce()
    {
        await using var rig = await IncrementalRig.StartAsync();
        await rig.RunAsync();
        var sources = rig.Host.Get<SourceCommands>();
        await sources.SaveAsync(
            Actors.Admin,
            GrowingSite.Yaml(IncrementalRig.SourceId).Replace("$.title }", "$.title, filters: [upper] }", StringComparison.Ordinal),
            null,
            CancellationToken.None
        );

        var (edited, asked) = await rig.RunAsync();

        Assert.Equal((50, 6), (edited.Counts.ItemsChanged, asked.Count));
        Assert.Single((await rig.RunAsync()).Asked);
    }

    [Fact]
    public async Task LaterRun_SourcePausedMeanwhile_IsIncrementalAsEver()
    {
        await using var rig = await IncrementalRig.StartAsync();
        await rig.RunAsync();
        var sources = rig.Host.Get<SourceCommands>();
        await sources.PauseAsync(Actors.Operator, IncrementalRig.SourceId, "storm", CancellationToken.None);
        await sources.ResumeAsync(Actors.Operator, IncrementalRig.SourceId, CancellationToken.None);

        Assert.Single((await rig.RunAsync()).Asked);
    }

    /// <summary>Posts 50 to 84 are new. The part that broke off had saved the newest pages; what lies behind them is not lost.</summary>
    [Theory, EachDatabase]
    public async Task IncrementalRun_ItsNodeStopsBetweenPages_TheNextPartEndsAsIfUndisturbed(TestDatabase database)
    {
        await using var rig = await IncrementalRig.StartAsync(database);
        await rig.RunAsync();
        (rig.Site.Posts, rig.Site.HangsOn) = (85, 3);
        var first = await rig.AdmitAsync();
        var running = rig.Host.Get<JobRunner>().RunAsync(first);
        await rig.Host.PumpAsync(
            UntilAsync(async () => (await rig.StateAsync()).Checkpoint?.Contains("page=3", StringComparison.Ordinal) == true)
        );
        var mark = (await rig.StateAsync()).Mark;
        await rig
            .Host.Get<JobEnder>()
            .MarkLostAsync(job => job.Id == first.Job.Id, "Its node stopped while the job ran", CancellationToken.None);
        rig.Host.Get<ActiveRuns>().Cancel(_ => true, "killed");
        await rig.Host.PumpAsync(running);
        (rig.Site.HangsOn, var before) = (null, rig.Site.Asked.Count);

        var second = (await rig.Host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
        await rig.Host.PumpAsync(rig.Host.Get<JobRunner>().RunAsync(second));

        Assert.Equal(JobStatus.Succeeded, (await rig.Host.JobAsync(second.Job.Id)).Status);
        Assert.Equal(GrowingSite.Epoch.AddMinutes(84), mark);
        Assert.Equal(3, rig.Site.Asked[before]);
        Assert.Equal(Enumerable.Range(0, 85).Select(post => $"Post {post}").Order(StringComparer.Ordinal), await rig.PostsAsync());
        Assert.Equal((null, GrowingSite.Epoch.AddMinutes(84)), ((await rig.StateAsync()).Mark, (await rig.StateAsync()).HighWater));
    }

    [Fact]
    public async Task Presets_OfAChannel_HoldItsTask()
    {
        await using var rig = await IncrementalRig.StartAsync();

        var schedules = await rig.Host.Get<ScheduleQueries>().AllAsync(CancellationToken.None);

        Assert.Contains(schedules, view => view.Id == "channel-parse:news" && view.Unavailable is null);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Delay(5);
    }
}
