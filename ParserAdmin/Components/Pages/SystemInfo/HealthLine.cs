using MudBlazor;
using ParserAdmin.Components.Charts;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Telemetry;

namespace ParserAdmin.Components.Pages.SystemInfo;

/// <summary>One check, in words: how it is, and what to do.</summary>
/// <param name="Tone">As of a <see cref="StatusBadge"/>.</param>
/// <param name="Word">The state in one word.</param>
/// <param name="Link">Where to look, or null.</param>
public sealed record HealthLine(string Name, string Tone, string Word, string Text, string? Link = null)
{
    public string Icon =>
        Tone switch
        {
            "good" => Icons.Material.Filled.Check,
            "warn" => Icons.Material.Filled.Warning,
            "bad" => Icons.Material.Filled.Error,
            _ => Icons.Material.Filled.Remove,
        };

    public static IReadOnlyList<HealthLine> Of(HealthReport report, DateTime now) =>
        [Database(report), Scheduler(report.Scheduler, now), Nodes(report, now), Disk(report), Sources(report.Sources), Browser(report)];

    private static HealthLine Database(HealthReport report) =>
        report.Database is { Fault: { } fault, Text: var text } ? new("Database", "bad", fault.ToString().ToLowerInvariant(), text ?? "")
        : report.Settings is null
            ? new(
                "Database",
                "bad",
                "down",
                "The settings cannot be read. Look whether the database runs and can be reached from this machine; its own log says more."
            )
        : new("Database", "good", "ok", FormattableString.Invariant($"Answers in {report.LatencyMs:0.#} ms."));

    private static HealthLine Scheduler(SchedulerState scheduler, DateTime now)
    {
        var last = scheduler.LastTick is { } tick
            ? $"Its last tick was {Times.Relative(tick, now)}, on {scheduler.Node}."
            : "No scheduler has ticked yet.";
        return scheduler.Status switch
        {
            "ok" => new("Scheduler", "good", "ok", last),
            "stale" => new("Scheduler", "warn", "stale", $"{last} It should tick every five seconds: look at the load of that machine."),
            _ => new(
                "Scheduler",
                "bad",
                "down",
                $"{last} No slot starts a job. Start a node of the role all or worker, or look at the log of the one that runs."
            ),
        };
    }

    private static HealthLine Nodes(HealthReport report, DateTime now)
    {
        if (report.Nodes is not { } nodes)
            return new("Nodes", "idle", "unknown", "They cannot be read while the database does not answer.");
        var gone = nodes.Where(node => !node.IsAlive(now) && node.HeartbeatAt is not null).Select(node => node.Name).ToList();
        var alive = nodes.Count(node => node.IsAlive(now));
        return gone.Count > 0
            ? new("Nodes", "warn", "gone", $"{string.Join(", ", gone)} stopped without a word. Start it again, or find out why it ended.")
            : new("Nodes", "good", "ok", alive == 1 ? "One is alive." : $"{alive} are alive.");
    }

    private static HealthLine Disk(HealthReport report) =>
        report.Disk.Status switch
        {
            "ok" => new(
                "Disk",
                "good",
                "ok",
                $"{ChartText.Bytes(report.Disk.FreeBytes)} of {ChartText.Bytes(report.Disk.TotalBytes)} are free."
            ),
            "low" => new(
                "Disk",
                "bad",
                "low",
                $"Only {ChartText.Bytes(report.Disk.FreeBytes)} are free. Free some space soon, or shorten the retention of the history.",
                "portal/settings"
            ),
            _ => new("Disk", "idle", "unknown", "This machine does not say how much is free. Watch it from outside."),
        };

    private static HealthLine Sources(SourceTally? sources) =>
        sources switch
        {
            null => new("Sources", "idle", "unknown", "They cannot be counted while the database does not answer."),
            { Failing: 0 } => new(
                "Sources",
                "good",
                "ok",
                sources.Count == 1 ? "The one source does not fail." : $"None of {sources.Count} fails."
            ),
            _ => new(
                "Sources",
                "warn",
                "failing",
                $"{sources.Failing} of {sources.Count} failed in their last run. Open one to see why.",
                "portal/sources"
            ),
        };

    private static HealthLine Browser(HealthReport report) =>
        report.Browser.Status switch
        {
            "ok" => new(
                "Browser",
                "good",
                "ok",
                $"{report.Browser.OpenPages} pages are open; it takes {ChartText.Bytes(report.Browser.MemoryBytes)} of memory."
            ),
            "idle" => new("Browser", "good", "idle", "It is there, and starts when a source of renderer: browser needs it."),
            "missing" => new("Browser", "idle", "missing", $"Only sources of renderer: browser need one. {report.Browser.Problem}".Trim()),
            _ => new("Browser", "bad", "failing", report.Browser.Problem ?? "It does not start; the program's log says why."),
        };
}
