using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Collections;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>For each author or other creator held: the works that are missing.</summary>
public sealed class CreatorCompletion(PartSearch search, CollectionQueries held) : IInvocable
{
    public static readonly TaskDefinition Definition = new(
        "creator-completion",
        PathNames.Creator,
        "Finds the missing works of each author or other creator that is held."
    )
    {
        Cron = "0 3 3 * *",
        Lacks = definition => Definitions.Lacking(definition, PathNames.Creator),
    };

    TaskDefinition IInvocable.Definition => Definition;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken) =>
        await search.RunAsync(
            run,
            Definitions.Demand(Definition, run.Source),
            ItemOrigin.Creator,
            await held.CreatorsAsync(run.Source.Id, cancellationToken),
            cancellationToken
        );
}
