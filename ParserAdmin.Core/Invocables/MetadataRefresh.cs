using System.Runtime.CompilerServices;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Collections;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>
/// What both metadata tasks do: each item is looked up, and what the match says is written where no person holds the field. An item is the
/// unit of work that a run goes on behind.
/// </summary>
public sealed class MetadataRefresh(
    MetadataLookup lookup,
    CollectionQueries held,
    ItemStore store,
    SourceQueries sources,
    TimeProvider clock
)
{
    /// <summary>So many in a row that could not be asked for are the site's fault, not the item's.</summary>
    private const int FailuresInARow = ItemReader.FailuresInARow;

    internal static string? Lacking(SourceDefinition definition) => definition.Metadata is null ? "no 'metadata'" : null;

    internal static string? Library(SourceDefinition definition) => definition.Metadata?.Source;

    public async Task RunAsync(JobRun run, TaskDefinition task, bool onlyNew, CancellationToken cancellationToken)
    {
        var metadata = Definitions.Demand(task, run.Source).Metadata!;
        var library = await LibraryAsync(run, metadata, cancellationToken);
        var done = UnitCheckpoint.Read(run.Checkpoint, clock.UtcMilliseconds())?.Done;
        var began = done?.StartedAt ?? run.StartedAt;
        var (failures, last) = (0, Guid.TryParse(done?.Unit, out var stored) ? stored : Guid.Empty);
        var found = LookUpAsync(run, metadata, library, last, onlyNew ? began.AddDays(-metadata.Days) : null, cancellationToken);
        await foreach (var batch in Batching.InBatchesAsync(found, ItemSink.BatchSize, ItemSink.BatchAge, clock, cancellationToken))
        {
            Exception? broken = null;
            foreach (var one in batch.TakeWhile(_ => broken is null))
            {
                (failures, last) = one.Failure is null ? (0, one.Item.Id) : (failures + 1, last);
                broken = failures >= FailuresInARow ? one.Failure : null;
            }

            // Not behind those that could not be asked for: if they end the run, the next try begins with them.
            var progress = new BatchProgress(
                last == Guid.Empty ? null : new UnitCheckpoint(new UnitMark(last.ToString(), began), clock.UtcMilliseconds()).Write()
            );
            await SaveAsync(run, metadata, batch, progress, cancellationToken);
            if (broken is not null)
                throw broken;
        }

        if (run.Progress.Counts.ItemsProcessed == 0 && done is null)
        {
            await run.Log.InfoAsync(
                onlyNew ? $"No item is from the last {metadata.Days} days" : "There are no items to look up. Run catalog-sync first."
            );
        }
    }

    private async IAsyncEnumerable<LookupResult> LookUpAsync(
        JobRun run,
        MetadataDefinition metadata,
        JobRun library,
        Guid after,
        DateTime? since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var definition = Definitions.Of(library.Source);
        await foreach (var item in held.EachAsync(run.Source.Id, after, since, cancellationToken))
            yield return await lookup.AskAsync(library, definition, item, metadata.Threshold, cancellationToken);
    }

    private async Task SaveAsync(
        JobRun run,
        MetadataDefinition metadata,
        IReadOnlyList<LookupResult> batch,
        BatchProgress progress,
        CancellationToken cancellationToken
    )
    {
        var fields = metadata.Fields.Select(Items.Mapping.ItemFields.Of).ToList();
        foreach (var one in batch.Where(one => one.Values is null))
        {
            if (one.Failure is not null)
                await run.Log.ErrorAsync($"'{one.Item.Title}' could not be looked up: {one.Refusal}", one.Item.Url);
            else
                await run.Log.InfoAsync($"'{one.Item.Title}' stays as it is: {one.Refusal}", one.Item.Url);
        }

        var corrections = batch
            .Where(one => one.Values is not null)
            .Select(one => new ItemCorrection(one.Item.Id, one.Values!, fields))
            .ToList();
        var changed =
            corrections.Count == 0 && progress.IsNone ? 0 : await store.CorrectAsync(run.Permit, corrections, progress, cancellationToken);
        var failed = batch.Count(one => one.Failure is not null);
        run.Progress.Add(counts =>
            counts with
            {
                ItemsProcessed = counts.ItemsProcessed + batch.Count,
                ItemsSucceeded = counts.ItemsSucceeded + batch.Count - failed,
                ItemsFailed = counts.ItemsFailed + failed,
                ItemsChanged = counts.ItemsChanged + changed,
            }
        );
    }

    /// <summary>The same run, at the other source: with its definition, its login and its politeness.</summary>
    private async Task<JobRun> LibraryAsync(JobRun run, MetadataDefinition metadata, CancellationToken cancellationToken)
    {
        var library =
            await sources.FindAsync(metadata.Source, cancellationToken)
            ?? throw new JobFailedException(
                ErrorClass.Parse,
                $"There is no source '{metadata.Source}', which {run.Source.Name} names as its metadata source. Add it, or change "
                    + $"'metadata' in the definition."
            );
        if (library.Block is { } block)
            throw new JobFailedException(ErrorClass.Blocked, $"{block}. It is the metadata source of {run.Source.Name}; resume it first.");
        return Definitions.Of(library).Paths.ContainsKey(PathNames.Search)
            ? run with
            {
                ForSource = library,
            }
            : throw new JobFailedException(
                ErrorClass.Parse,
                $"{library.Name}, the metadata source of {run.Source.Name}, has no path '{PathNames.Search}' in its definition."
            );
    }
}
