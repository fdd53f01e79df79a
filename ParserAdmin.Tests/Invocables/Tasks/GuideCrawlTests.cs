using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Tasks;

public sealed class GuideCrawlTests
{
    private const string SignedIn = "login: { cookie: \"sid=1\", test: { path: account, selector: \"a#logout\" } }";

    private readonly GuideSite _site = new();

    [Theory, EachDatabase]
    public async Task Run_SignedIn_ReadsAllWithDetails_AndMarksWhatIsGone(TestDatabase database)
    {
        await using var host = await HostAsync(GuideSite.Yaml(SignedIn), database);
        var first = await RunAsync(host);
        _site.Guides = 5;

        var second = await RunAsync(host);

        Assert.Equal((JobStatus.Succeeded, 6, 1), (first.Status, first.Counts.ItemsNew, second.Counts.ItemsGone));
        Assert.Equal("account", _site.Asked[0]);
        Assert.All(await ItemsAsync(host), item => Assert.Equal($"All about guides/{item.ExternalId}", item.Attributes["text"]));
    }

    [Fact]
    public async Task Run_NotSignedIn_ReadsNothingButTheTest()
    {
        await using var host = await HostAsync(GuideSite.Yaml(SignedIn));
        _site.IsSignedIn = false;

        var job = await RunAsync(host);

        Assert.Equal((JobStatus.Failed, ErrorClass.AuthExpired), (job.Status, job.ErrorClass));
        Assert.All(_site.Asked, path => Assert.Equal("account", path));
        Assert.Empty(await ItemsAsync(host));
    }

    [Theory, EachDatabase]
    public async Task Run_TheSessionEndsUnderWay_MarksNothingAsGone(TestDatabase database)
    {
        await using var host = await HostAsync(GuideSite.Yaml(SignedIn), database);
        await RunAsync(host);
        _site.EndsUnderWay = true;
        _site.Guides = 7;

        var job = await RunAsync(host);

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.All(await ItemsAsync(host), item => Assert.Null(item.GoneAt));
    }

    [Fact]
    public async Task Run_TheSessionEndsAndTheListLooksAsUsual_IsAuthExpired()
    {
        _site.Guides = 1;
        await using var host = await HostAsync(GuideSite.Yaml(SignedIn));
        await using (var run = await host.OpenRunAsync("guides"))
        {
            await host.Get<ItemStore>()
                .SaveAsync(
                    run,
                    [new IdentifiedItem("old", new Core.Items.Mapping.ItemDraft { Kind = "title", Title = "Old" })],
                    CancellationToken.None
                );
        }

        _site.EndsUnderWay = true;

        var job = await RunAsync(host);

        Assert.Equal((ErrorClass.AuthExpired, 1), (job.ErrorClass, job.Counts.ItemsNew));
        Assert.All(await ItemsAsync(host), item => Assert.Null(item.GoneAt));
    }

    [Theory]
    [InlineData("", "no 'login'")]
    [InlineData("login: { cookie: \"sid=1\" }", "no 'login.test'")]
    public async Task Request_WithoutALoginThatCanBeTested_IsRefused_AndNoScheduleIsMade(string login, string lacks)
    {
        await using var host = await HostAsync(GuideSite.Yaml(login));

        var asked = await host.Get<JobCommands>()
            .RequestAsync(Actors.Operator, "guide-crawl", "guides", JobParameters.None, JobTrigger.Person, CancellationToken.None);

        Assert.Equal(CommandStatus.Unprocessable, asked.Status);
        Assert.Contains(lacks, asked.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None), view => view.Id == "guide-crawl:guides");
        Assert.Empty(_site.Asked);
    }

    [Fact]
    public async Task Run_OnlyUpdates_ReadsThemAsTheTaskOfThatKindCallsThem()
    {
        await using var host = await HostAsync(GuideSite.Yaml(SignedIn, "updates", "channel"));
        await RunAsync(host);
        _site.Guides = 5;

        var again = await RunAsync(host);

        Assert.Equal((JobStatus.Succeeded, 0), (again.Status, again.Counts.ItemsGone));
        Assert.Equal(6, (await ItemsAsync(host)).Count(item => item is { Kind: ItemKinds.Post, GoneAt: null }));
    }

    private Task<CoreHost> HostAsync(string yaml, TestDatabase database = TestDatabase.Sqlite) =>
        CoreHostCrawls.CreateAsync(yaml, services => services.Replace(ServiceDescriptor.Singleton<IPageFetcher>(_site)), database);

    private static async Task<ParserJob> RunAsync(CoreHost host)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var job = await host.RunAsync("guide-crawl", "guides");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return job;
    }

    private static Task<IReadOnlyList<Item>> ItemsAsync(CoreHost host) =>
        host.Get<ItemQueries>().ListAsync(new ItemFilter("guides"), null, 100, CancellationToken.None);
}
