using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>Looks every item up at the metadata source and corrects its fields.</summary>
public sealed class MetadataRefreshFull(MetadataRefresh refresh) : IInvocable
{
    public const string TaskName = "metadata-refresh-full";

    public string Task => TaskName;

    public string RequiredPath => PathNames.Search;

    public string? Lacks(SourceDefinition definition) => MetadataRefresh.Lacking(definition);

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken) => refresh.RunAsync(run, this, onlyNew: false, cancellationToken);
}
