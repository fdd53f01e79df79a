using System.Runtime.CompilerServices;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Collections;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>
/// The first rows of each genre's top list: what the catalogue lacks is added, and nothing that is held is changed, not even the time at
/// which it was seen.
/// A genre is the unit of work that a run goes on behind.
/// </summary>
public sealed class TopDiscovery(
    ListingWalk walk,
    LackingRows rows,
    CollectionQueries held,
    ItemSink sink,
    SourceChecks checks,
    TimeProvider clock
) : IInvocable
{
    public static readonly TaskDefinition Definition = new(
        "top-discovery",
        PathNames.Top,
        "Adds from the top list of each genre what the catalogue lacks."
    )
    {
        Cron = "0 3 * * SUN",
        Lacks = definition => Definitions.Lacking(definition, PathNames.Top),
    };

    private const string Genre = "genre";

    TaskDefinition IInvocable.Definition => Definition;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var definition = Definitions.Demand(Definition, run.Source);
        var tally = new Tally();
        await sink.SaveAsync(run, ReadAsync(run, definition, tally, cancellationToken), cancellationToken, origin: ItemOrigin.Top);
        if (tally is { Rows: 0, Lists: > 0 } && run.Progress.Counts.ItemsFailed == 0)
            throw new JobFailedException(ErrorClass.LayoutChanged, "No top list has a single row. Check paths.top in the definition.");
        await run.Log.InfoAsync(
            $"{tally.Rows} rows in {tally.Lists} lists; {run.Progress.Counts.ItemsNew} were lacking, {tally.Held} are held and stay as "
                + $"they are"
        );
        await checks.CheckedAsync(run.Source.Id, run.Progress.Counts.ItemsNew > 0, cancellationToken);
    }

    private async IAsyncEnumerable<ReadItem> ReadAsync(
        JobRun run,
        SourceDefinition definition,
        Tally tally,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        IReadOnlyList<string> genres = definition.Top.Genres is { Count: > 0 } named ? named : [""];
        var done = UnitCheckpoint.Read(run.Checkpoint, clock.UtcMilliseconds())?.Done;
        var seen = new HashSet<string>();
        foreach (var genre in genres.Skip(done is null ? 0 : genres.ToList().IndexOf(done.Unit) + 1))
        {
            tally.Lists++;
            var values = genre.Length == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { [Genre] = genre };
            var plan = new CrawlPlan(
                definition,
                PathNames.Top,
                definition.Paths[PathNames.Top],
                false,
                null,
                null,
                Definitions.Address(definition, PathNames.Top, values)
            );
            var left = definition.Top.Count;
            await foreach (var step in walk.TryWalkAsync(run, plan, cancellationToken))
            {
                if (step.Failure is { } failure)
                    yield return failure;
                if (step.Page is not { } page)
                    break;
                LayoutCheck.Demand(plan, page);
                var counted = page with { Rows = [.. page.Rows.Take(left)] };
                left -= counted.Rows.Count;
                tally.Rows += counted.Rows.Count;
                await foreach (var read in LackingAsync(run, plan, counted, seen, tally, cancellationToken))
                    yield return read;
                if (left == 0)
                    break;
            }

            yield return ReadItem.Mark(new UnitMark(genre, done?.StartedAt ?? run.StartedAt));
        }
    }

    private async IAsyncEnumerable<ReadItem> LackingAsync(
        JobRun run,
        CrawlPlan plan,
        ListingPage page,
        HashSet<string> seen,
        Tally tally,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var ids = page
            .Rows.Select(row => ItemReader.Identify(plan.Definition, row, null, ItemKinds.Title).Item?.ExternalId)
            .OfType<string>()
            .ToList();
        var known = new HashSet<string>(await held.HeldAsync(run.Source.Id, ids, cancellationToken));
        foreach (var row in page.Rows)
        {
            // One work in two lists is one item; that it was added a moment ago the store may not know yet.
            var read = await rows.ReadAsync(
                run,
                plan.Definition,
                plan.Path,
                row,
                ItemKinds.Title,
                one => known.Contains(one.Item!.ExternalId) || seen.Contains(one.Item.ExternalId),
                draft => draft,
                cancellationToken
            );
            if (read is null)
            {
                tally.Held++;
                yield return ReadItem.Held;
                continue;
            }

            if (read.Item is { } item)
                seen.Add(item.ExternalId);
            yield return read;
        }
    }

    private sealed class Tally
    {
        public int Lists { get; set; }

        public int Rows { get; set; }

        public int Held { get; set; }
    }
}
