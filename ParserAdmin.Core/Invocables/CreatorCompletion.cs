using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Collections;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>For each author or other creator held: the works that are missing.</summary>
public sealed class CreatorCompletion(PartSearch search, CollectionQueries held) : IInvocable
{
    public const string TaskName = "creator-completion";

    public string Task => TaskName;

    public string RequiredPath => PathNames.Creator;

    public static string? Lacking(SourceDefinition definition) => PartSearch.Lacking(definition, PathNames.Creator);

    public string? Lacks(SourceDefinition definition) => Lacking(definition);

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken) => await search.RunAsync(
        run, Definitions.Demand(this, run.Source), ItemOrigin.Creator, await held.CreatorsAsync(run.Source.Id, cancellationToken), cancellationToken);
}
