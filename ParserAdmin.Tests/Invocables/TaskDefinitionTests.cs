using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Timing;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables;

public sealed class TaskDefinitionTests
{
    private const string Channel = """
        version: 1
        id: news
        name: News
        kind: channel
        links: ["https://news.example/"]
        identity: externalId
        paths:
          updates:
            path: feed.xml
            response: feed
            fields:
              externalId: { selector: [id, link] }
              title: { selector: title }
        """;

    [Fact]
    public async Task All_AreTheDefinitionsOfTheInvocables_InTheirOrder()
    {
        await using var host = await CoreHost.CreateAsync();
        Assert.Equal(TaskDefinitions.All, host.Provider.GetServices<IInvocable>().Select(invocable => invocable.Definition));
    }

    [Fact]
    public void All_EachHasOneWayToSayWhen_AndASentence() =>
        Assert.All(
            TaskDefinitions.All,
            task =>
            {
                Assert.True(task.Cron is null != task.FollowsSetting is null, task.Name);
                Assert.EndsWith(".", task.Summary, StringComparison.Ordinal);
                Assert.Same(task, TaskDefinitions.Find(task.Name));
                if (task.Cron is { } cron)
                    Assert.Equal(3, new ScheduleTiming(null, cron, "UTC").Next(DateTime.UnixEpoch, null, 3).Count);
                else
                    Assert.InRange(task.Interval(new ParserSettings())!.Value, task.Bounds.Shortest, task.Bounds.Longest);
            }
        );

    [Fact]
    public void For_AChannel_KeepsWhatIsForOtherKinds_Away() =>
        Assert.Equal([ChannelParse.Definition], TaskDefinitions.For(SourceDefinitionReader.Read(Channel).Definition!));

    [Fact]
    public void Lacks_WithoutItsPath_NamesThePath() =>
        Assert.Equal("no path 'catalog'", CatalogSync.Definition.Lacks(SourceDefinitionReader.Read(Channel).Definition!));

    [Fact]
    public void Find_ATaskOfAnotherVersion_IsNull() => Assert.Null(TaskDefinitions.Find("from-the-future"));
}
