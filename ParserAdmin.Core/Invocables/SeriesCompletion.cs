using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Collections;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>For each series held: the parts that are missing.</summary>
public sealed class SeriesCompletion(PartSearch search, CollectionQueries held) : IInvocable
{
    public const string TaskName = "series-completion";

    public string Task => TaskName;

    public string RequiredPath => PathNames.Series;

    public static string? Lacking(SourceDefinition definition) => PartSearch.Lacking(definition, PathNames.Series);

    public string? Lacks(SourceDefinition definition) => Lacking(definition);

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken) => await search.RunAsync(
        run, Definitions.Demand(this, run.Source), ItemOrigin.Series, await held.SeriesAsync(run.Source.Id, cancellationToken), cancellationToken);
}
