using System.Globalization;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>What is known about a stop, in one honest line.</summary>
public static class StopText
{
    /// <summary>"1/1 nodes acknowledged, 38 ms; 3 jobs stopped", with the names of what is still running, silent or lost.</summary>
    public static string Acknowledgement(SafetyView view)
    {
        var silent = view.Silent;
        var parts = new List<string> { $"{view.Nodes.Count - silent.Count}/{view.Nodes.Count} nodes acknowledged{Time(view)}" };
        if (silent.Count > 0)
            parts.Add($"not yet: {string.Join(", ", silent.Select(node => node.Name))}");
        if (view.Unheard.Count > 0)
            parts.Add($"silent, not acknowledged: {string.Join(", ", view.Unheard.Select(node => node.Name))}");
        parts.Add(view.StoppedJobs == 1 ? "1 job stopped" : $"{view.StoppedJobs} jobs stopped");
        if (view.Running.Count > 0)
            parts.Add($"still ending: {Names(view.Running)}");
        if (view.Lost.Count > 0)
            parts.Add($"lost, did not obey in time: {Names(view.Lost)}");
        return string.Join("; ", parts);
    }

    private static string Time(SafetyView view) =>
        view.SlowestMs is { } milliseconds ? string.Create(CultureInfo.InvariantCulture, $", {milliseconds:0} ms") : "";

    private static string Names(IEnumerable<ParserJob> jobs) => string.Join(", ", jobs.Select(job => job.Name));
}
