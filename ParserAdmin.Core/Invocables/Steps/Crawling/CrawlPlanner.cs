using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>Decides whether a run reads all or only what is new, and where it begins.</summary>
public sealed class CrawlPlanner(PathStates states, SettingsStore settings, EventBus bus, TimeProvider clock)
{
    private const string Historical = "historical";

    /// <param name="alwaysWhole">Without a word from a person every run reads all pages.</param>
    public async Task<CrawlPlan> PlanAsync(JobRun run, string path, bool alwaysWhole, CancellationToken cancellationToken)
    {
        var definition = Definitions.Of(run.Source);
        var state = await states.FindAsync(run.Source.Id, path, cancellationToken);
        var before = CrawlCheckpoint.Read(run.Checkpoint, clock.UtcMilliseconds()) ?? Unfinished(run, state, alwaysWhole);
        if (before is not null)
        {
            await run.Log.InfoAsync(
                $"Goes on at page {before.PagesDone + 1} of the crawl that began at {before.StartedAt:yyyy-MM-dd HH:mm:ss} UTC",
                before.Address.ToString()
            );
        }

        var rules = await settings.ReadAsync(cancellationToken);
        var incremental = before?.Incremental ?? await IsIncrementalAsync(run, state, alwaysWhole, rules.LpaMaxAgeHours);
        bus.Publish(new RunPlanned(run.Permit.JobId, incremental));
        var first = before?.Address ?? Definitions.Address(definition, path, new Dictionary<string, string>());
        return new CrawlPlan(definition, path, definition.Paths[path], incremental, state, before, first, rules.KnownItemsInARow);
    }

    /// <summary>
    /// Where a run that failed for good, or was ended, left off; a person who says how to run wants it from the beginning. One that only
    /// looked for what is new is no part of a whole crawl.
    /// </summary>
    private CrawlCheckpoint? Unfinished(JobRun run, PathState? state, bool alwaysWhole) =>
        run.Parameters is { Mode: null, MaxPages: null }
        && state?.CheckpointVersion == run.Source.DefinitionVersion
        && CrawlCheckpoint.Read(state.Checkpoint, clock.UtcMilliseconds()) is { } left
        && !(alwaysWhole && left.Incremental)
            ? left
            : null;

    private async Task<bool> IsIncrementalAsync(JobRun run, PathState? state, bool alwaysWhole, int oldest)
    {
        if (run.Parameters.Mode is { } mode ? mode == Historical : alwaysWhole)
            return false;
        if (state?.CheckedAt is not { } last)
        {
            await run.Log.InfoAsync("The first run of this path: it reads all pages, up to the definition's limit");
            return false;
        }

        if (state.CheckedVersion is { } version && version != run.Source.DefinitionVersion)
        {
            await run.Log.InfoAsync("The definition was edited since the last check, so this run reads all pages again");
            bus.Publish(new RunForced(run.Source.Id, RunForced.Definition));
            return false;
        }

        if (run.StartedAt - last <= TimeSpan.FromHours(oldest))
            return true;
        await run.Log.WarnAsync(
            $"The last successful check was at {last:yyyy-MM-dd HH:mm} UTC, more than {oldest} hours ago, so this run reads all pages "
                + $"(stale_lpa)"
        );
        bus.Publish(new RunForced(run.Source.Id, RunForced.StaleMark));
        return false;
    }
}
