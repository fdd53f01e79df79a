using System.Runtime.CompilerServices;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>Looks for new episodes of the items that are still ongoing.</summary>
public sealed class EpisodeSync(ListingWalk walk, LackingRows rows, ItemQueries stored, ItemSink sink, SourceChecks checks) : IInvocable
{
    public static readonly TaskDefinition Definition = new(
        GateRules.EpisodeSync,
        PathNames.Episodes,
        "Looks for new episodes of the titles that are still ongoing."
    )
    {
        FollowsSetting = nameof(ParserSettings.EpisodeSyncIntervalMinutes),
        Unit = TimeSpan.FromMinutes(1),
    };

    TaskDefinition IInvocable.Definition => Definition;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var definition = Definitions.Of(run.Source);
        await sink.SaveAsync(run, ReadAsync(run, definition, cancellationToken), cancellationToken);
        await checks.CheckedAsync(run.Source.Id, run.Progress.Counts.ItemsNew > 0, cancellationToken);
    }

    private async IAsyncEnumerable<ReadItem> ReadAsync(
        JobRun run,
        SourceDefinition definition,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var titles = 0;
        await foreach (var title in stored.OngoingAsync(run.Source.Id, cancellationToken))
        {
            titles++;
            await foreach (var read in OneAsync(run, definition, title, cancellationToken))
                yield return read;
        }

        if (titles == 0)
            await run.Log.InfoAsync("No item of this source is ongoing, so there is nothing to look for. Run catalog-sync first.");
    }

    /// <summary>What is wrong with one title's pages is that one's fault, and the others are still looked at.</summary>
    private async IAsyncEnumerable<ReadItem> OneAsync(
        JobRun run,
        SourceDefinition definition,
        Item title,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var path = definition.Paths[PathNames.Episodes];
        if (
            path.Path is not { } template
            || !PathAddress.TryResolve(definition.Links[0], template, Definitions.Values(title.ToDraft()), out var address)
        )
        {
            yield return Failed(title, $"it has not all that the path '{PathNames.Episodes}' asks for ({path.Path})", null);
            yield break;
        }

        var plan = new CrawlPlan(definition, PathNames.Episodes, path, Incremental: true, null, null, address);
        await foreach (var step in walk.TryWalkAsync(run, plan, cancellationToken))
        {
            if (step.Failure is { } failure)
                yield return Failed(title, failure.Problem!, failure.Cause);
            var known = await KnownAsync(run, definition, step.Page?.Rows ?? [], title, cancellationToken);
            foreach (var row in step.Page?.Rows ?? [])
            {
                yield return path.Detail is null
                    ? ItemReader.Identify(definition, row, null, ItemKinds.Episode, draft => Complete(draft, title))
                    : await rows.ReadAsync(
                        run,
                        definition,
                        path,
                        row,
                        ItemKinds.Episode,
                        one => known.Contains(one.Item!.ExternalId),
                        draft => Complete(draft, title),
                        cancellationToken
                    ) ?? ReadItem.Held;
            }
        }
    }

    /// <summary>Episodes whose own pages need not be asked for again.</summary>
    private async Task<HashSet<string>> KnownAsync(
        JobRun run,
        SourceDefinition definition,
        IReadOnlyList<ExtractedRow> listed,
        Item title,
        CancellationToken cancellationToken
    )
    {
        if (definition.Paths[PathNames.Episodes].Detail is null)
            return [];
        var ids = listed
            .Select(row => ItemReader.Identify(definition, row, null, ItemKinds.Episode, draft => Complete(draft, title)).Item?.ExternalId)
            .OfType<string>()
            .ToList();
        return
        [
            .. (await stored.KnownItemsAsync(run.Source.Id, ids, run.StartedAt, cancellationToken))
                .Where(item => item.Kind == ItemKinds.Episode)
                .Select(item => item.ExternalId),
        ];
    }

    private static ReadItem Failed(Item title, string problem, Exception? cause) => new(null, title.ExternalId, title.Url, problem, cause);

    /// <summary>An episode's row seldom says whose it is.</summary>
    private static ItemDraft Complete(ItemDraft draft, Item title) =>
        draft with
        {
            Series = draft.Series ?? title.Title,
            Url = draft.Url ?? title.Url,
            Attributes = draft.Attributes.SetItem("titleId", title.ExternalId),
        };
}
