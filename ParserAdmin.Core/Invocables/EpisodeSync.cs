using System.Runtime.CompilerServices;
using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables;

/// <summary>Looks for new episodes of the items that are still ongoing.</summary>
public sealed class EpisodeSync(ListingWalk walk, ItemReader rows, ItemQueries stored, ItemSink sink, SourceChecks checks) : IInvocable
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
        var found = false;
        await foreach (var title in stored.OngoingAsync(run.Source.Id, cancellationToken))
        {
            found = true;
            await foreach (var read in OneAsync(run, definition, title, cancellationToken))
                yield return read;
        }

        if (!found)
            await run.Log.InfoAsync("No item of this source is ongoing, so there is nothing to look for. Run catalog-sync first.");
    }

    /// <summary>All pages of one title's episodes. What is wrong with one title is no reason to leave out the others.</summary>
    private async IAsyncEnumerable<ReadItem> OneAsync(
        JobRun run, SourceDefinition definition, Item title, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = definition.Paths[RequiredPath];
        if (path.Path is not { } template || !PathAddress.TryResolve(definition.Links[0], template, Definitions.Values(title.ToDraft()), out var address))
        {
            yield return Failed($"it has not all that the path '{RequiredPath}' asks for ({path.Path})", null);
            yield break;
        }

        var plan = new CrawlPlan(definition, RequiredPath, path, false, null, null, address);
        await foreach (var step in walk.TryWalkAsync(run, plan, cancellationToken))
        {
            if (step.Failure is { } failure)
                yield return Failed(failure.Problem!, failure.Cause);
            foreach (var row in step.Page?.Rows ?? [])
                yield return await rows.ReadAsync(run, definition, path, row, ItemKinds.Episode, cancellationToken, draft => Complete(draft, title));
        }

        ReadItem Failed(string problem, Exception? cause) => new(null, title.ExternalId, title.Url, problem, cause);
    }

    /// <summary>An episode's row seldom says whose it is.</summary>
    private static ItemDraft Complete(ItemDraft draft, Item title) => draft with
    {
        Series = draft.Series ?? title.Title,
        Url = draft.Url ?? title.Url,
        Attributes = draft.Attributes.SetItem("titleId", title.ExternalId),
    };
}
