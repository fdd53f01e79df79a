using System.Runtime.CompilerServices;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Collections;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>
/// Asks the site for all parts of each series, or all works of each creator, and keeps those that the catalogue lacks as items of the
/// status <c>missing</c>.
/// They bear the identity that the catalogue would give them, so that the same item becomes a held one when the catalogue finds it.
/// </summary>
public sealed class PartSearch(
    ListingWalk walk,
    LackingRows rows,
    CollectionQueries held,
    ItemSink sink,
    ItemStore store,
    SourceChecks checks,
    TimeProvider clock
)
{
    /// <param name="path">The path, which is the origin of what is found too: <c>series</c> or <c>creator</c>.</param>
    /// <param name="names">Of all series or creators, in ordinal order. Each is a unit of work that a run goes on behind.</param>
    public async Task RunAsync(
        JobRun run,
        SourceDefinition definition,
        string path,
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        var done = UnitCheckpoint.Read(run.Checkpoint, clock.UtcMilliseconds())?.Done;
        var state = new SearchState(path, done?.StartedAt ?? run.StartedAt, done?.Whole != false && run.Parameters.MaxPages is null);
        if (names.Count == 0)
            await run.Log.InfoAsync($"No item of this source names a {path}, so there is nothing to look for. Run catalog-sync first.");
        var left = names.Where(name => done is null || string.CompareOrdinal(name, done.Unit) > 0);
        await sink.SaveAsync(run, ReadAsync(run, definition, state, left, cancellationToken), cancellationToken, origin: path);
        if (state.Whole && await store.LeaveMissingAsync(run.Permit, path, state.Began, cancellationToken) is > 0 and var gone)
        {
            run.Progress.Add(counts => counts with { ItemsGone = counts.ItemsGone + gone });
            await run.Log.InfoAsync($"{gone} parts that were missing are not named any more, or held under another name");
        }

        await run.Log.InfoAsync(
            $"{run.Progress.Counts.ItemsNew} parts are newly known to be missing; {state.Held} of those named are held"
        );
        await checks.CheckedAsync(run.Source.Id, run.Progress.Counts.ItemsNew > 0, cancellationToken);
    }

    private async IAsyncEnumerable<ReadItem> ReadAsync(
        JobRun run,
        SourceDefinition definition,
        SearchState state,
        IEnumerable<string> names,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var name in names)
        {
            var filter = new ItemFilter(
                run.Source.Id,
                Series: state.Path == ItemOrigin.Series ? name : null,
                Creator: state.Path == ItemOrigin.Creator ? name : null
            );
            var members = (await held.MembersAsync(filter, cancellationToken)).Where(item => !ItemOrigin.IsMissing(item.Origin)).ToList();
            if (members.Count > 0)
            {
                await foreach (var read in OneAsync(run, definition, state, name, members, cancellationToken))
                    yield return read;
            }

            yield return ReadItem.Mark(new UnitMark(name, state.Began, state.Whole));
        }
    }

    private async IAsyncEnumerable<ReadItem> OneAsync(
        JobRun run,
        SourceDefinition definition,
        SearchState state,
        string name,
        List<Item> members,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (Address(definition, state.Path, name, members) is not { } address)
        {
            state.Whole = false;
            yield return new ReadItem(
                null,
                null,
                null,
                $"No item of '{name}' has what the path '{state.Path}' asks for ({definition.Paths[state.Path].Path})",
                null
            );
            yield break;
        }

        var plan = new CrawlPlan(definition, state.Path, definition.Paths[state.Path], false, null, null, address);
        var kind = members.GroupBy(item => item.Kind).OrderByDescending(group => group.Count()).First().Key;
        await foreach (var step in walk.TryWalkAsync(run, plan, cancellationToken))
        {
            state.Whole &= step.Page is { WasCut: false };
            if (step.Failure is { } failure)
                yield return failure;
            if (step.Page is not { } page)
                break;
            LayoutCheck.Demand(plan, page);
            foreach (var row in page.Rows)
            {
                var read = await rows.ReadAsync(
                    run,
                    definition,
                    plan.Path,
                    row,
                    kind,
                    one => IsHeld(members, one.Item!, state.Path),
                    draft => Complete(draft, state.Path, name),
                    cancellationToken
                );
                state.Held += read is null ? 1 : 0;
                state.Whole &= read is null or { Item: not null };
                yield return read ?? ReadItem.Held;
            }
        }
    }

    private static Uri? Address(SourceDefinition definition, string path, string name, List<Item> members)
    {
        foreach (var member in members)
        {
            var values = Definitions.Values(member.ToDraft());
            values[path] = name;
            if (
                definition.Paths[path].Path is { } template
                && PathAddress.TryResolve(definition.Links[0], template, values, out var address)
            )
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>By its id, by its number in the series, or by its title: a site may link to a part in more than one way.</summary>
    private static bool IsHeld(List<Item> members, IdentifiedItem part, string path) =>
        members.Exists(member =>
            member.ExternalId == part.ExternalId
            || (path == ItemOrigin.Series && member.SeriesNumber is { } number && number == part.Draft.SeriesNumber)
            || (
                TitleKey(member.Title) == TitleKey(part.Draft.Title)
                && (member.SeriesNumber is null || part.Draft.SeriesNumber is null || member.SeriesNumber == part.Draft.SeriesNumber)
            )
        );

    private static string TitleKey(string title) => Items.Likeness.TitleLikeness.Key(title);

    private static ItemDraft Complete(ItemDraft draft, string path, string name) =>
        draft with
        {
            Status = ItemStatus.Missing,
            Series = path == ItemOrigin.Series ? draft.Series ?? name : draft.Series,
            Creators = path == ItemOrigin.Creator && draft.Creators.Count == 0 ? [name] : draft.Creators,
        };

    private sealed class SearchState(string path, DateTime began, bool whole)
    {
        public string Path { get; } = path;

        public DateTime Began { get; } = began;

        /// <summary>Every part named could be read: only then one that was not met is not named any more.</summary>
        public bool Whole { get; set; } = whole;

        public int Held { get; set; }
    }
}
