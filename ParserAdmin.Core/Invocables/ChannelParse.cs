using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>New posts of a channel or feed since the last successful run; the first run reads all there are.</summary>
public sealed class ChannelParse(IncrementalCrawl news) : IInvocable
{
    public static readonly TaskDefinition Definition = new("channel-parse", PathNames.Updates, "Reads the new posts of a channel or feed.")
    {
        Kind = SourceKind.Channel,
        FollowsSetting = nameof(ParserSettings.ChannelParseIntervalSeconds),
        Crawls = true,
        Unit = TimeSpan.FromSeconds(1),
    };

    TaskDefinition IInvocable.Definition => Definition;

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var (path, kind) = Definitions.Listing(run, Definition, PathNames.Updates, ItemKinds.Post);
        return news.RunAsync(run, path, kind, cancellationToken);
    }
}
