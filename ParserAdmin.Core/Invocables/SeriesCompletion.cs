using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Collections;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>For each series held: the parts that are missing.</summary>
public sealed class SeriesCompletion(PartSearch search, CollectionQueries held) : IInvocable
{
    public static readonly TaskDefinition Definition = new(
        "series-completion",
        PathNames.Series,
        "Finds the missing parts of each series that is held."
    )
    {
        Cron = "0 3 2 * *",
        Lacks = definition => Definitions.Lacking(definition, PathNames.Series),
    };

    TaskDefinition IInvocable.Definition => Definition;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken) =>
        await search.RunAsync(
            run,
            Definitions.Demand(Definition, run.Source),
            ItemOrigin.Series,
            await held.SeriesAsync(run.Source.Id, cancellationToken),
            cancellationToken
        );
}
