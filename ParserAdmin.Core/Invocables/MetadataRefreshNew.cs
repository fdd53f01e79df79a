using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>Looks the items of the last days up at the metadata source and corrects their fields.</summary>
public sealed class MetadataRefreshNew(MetadataRefresh refresh) : IInvocable
{
    public const string TaskName = "metadata-refresh-new";

    public string Task => TaskName;

    public string RequiredPath => PathNames.Search;

    public string? Lacks(SourceDefinition definition) => MetadataRefresh.Lacking(definition);

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken) => refresh.RunAsync(run, this, onlyNew: true, cancellationToken);
}
