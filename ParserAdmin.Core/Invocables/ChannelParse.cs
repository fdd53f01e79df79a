using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>New posts of a channel or feed since the last successful run; the first run reads all there are.</summary>
public sealed class ChannelParse(IncrementalCrawl news) : IInvocable
{
    public const string TaskName = "channel-parse";

    public string Task => TaskName;

    public string RequiredPath => PathNames.Updates;

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken) => news.RunAsync(run, RequiredPath, ItemKinds.Post, cancellationToken);
}
