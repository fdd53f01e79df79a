using System.Runtime.CompilerServices;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables;

/// <summary>Looks for new episodes of the items that are still ongoing.</summary>
public sealed class EpisodeSync(PageReader reader, ItemQueries stored, ItemSink sink, SourceChecks checks) : IInvocable
{
    public const string TaskName = GateRules.EpisodeSync;

    public string Task => TaskName;

    public string RequiredPath => PathNames.Episodes;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var definition = Definitions.Of(run.Source);
        await sink.SaveAsync(run, ReadAsync(run, definition, cancellationToken), cancellationToken);
        await checks.CheckedAsync(run.Source.Id, run.Progress.Counts.ItemsNew > 0, cancellationToken);
    }

    private async IAsyncEnumerable<ReadItem> ReadAsync(
        JobRun run, SourceDefinition definition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var title in stored.OngoingAsync(run.Source.Id, cancellationToken))
        {
            var (rows, failure) = await RowsAsync(run, definition, title, cancellationToken);
            if (failure is not null)
                yield return failure;
            foreach (var row in rows)
                yield return ItemReader.Identify(definition, row, null, ItemKinds.Episode, draft => Complete(draft, title));
        }

        if (run.Progress.Counts.Pages == 0)
            await run.Log.InfoAsync("No item of this source is ongoing, so there is nothing to look for. Run catalog-sync first.");
    }

    private async Task<(IReadOnlyList<ExtractedRow> Rows, ReadItem? Failure)> RowsAsync(
        JobRun run, SourceDefinition definition, Item title, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string> { ["url"] = title.Url ?? "", ["externalId"] = title.ExternalId, ["title"] = title.Title };
        try
        {
            var address = Definitions.Address(definition, RequiredPath, values);
            var page = await reader.ReadAsync(run, definition, definition.Paths[RequiredPath], address, cancellationToken);
            run.Progress.Add(counts => counts with { Pages = counts.Pages + 1 });
            return (page.Rows, null);
        }
        catch (FetchException failed) when (failed.Class is not (ErrorClass.RateLimited or ErrorClass.Blocked or ErrorClass.AuthExpired))
        {
            return ([], new ReadItem(null, title.ExternalId, title.Url, failed.Message, failed));
        }
    }

    /// <summary>An episode's row seldom says whose it is.</summary>
    private static ItemDraft Complete(ItemDraft draft, Item title) => draft with
    {
        Series = draft.Series ?? title.Title,
        Url = draft.Url ?? title.Url,
        Attributes = draft.Attributes.SetItem("titleId", title.ExternalId),
    };
}
