using System.Globalization;

namespace ParserAdmin.Core.Jobs;

/// <summary>What people call a run.</summary>
public static class JobText
{
    /// <summary>In place of a source, for a task of the whole program.</summary>
    public const string AllSources = "all sources";

    /// <summary>"catalog-sync of shop"; the task alone for one of the whole program.</summary>
    public static string Of(string task, string? sourceId) => string.IsNullOrEmpty(sourceId) ? task : $"{task} of {sourceId}";

    /// <summary>The answer to whoever asked for it: "catalog-sync was asked for.", and why it has to wait, where it has to.</summary>
    public static string Asked(string what, ParserJob job) =>
        job.Reason is { } waits ? $"{what} was asked for. {waits}" : $"{what} was asked for.";

    /// <summary>"only the path 'updates', historical, at most 7 pages"; empty where nobody said anything.</summary>
    public static string Of(JobParameters parameters) =>
        string.Join(
            ", ",
            new[]
            {
                parameters.Path is { } path ? $"only the path '{path}'" : null,
                parameters.Mode,
                parameters.MaxPages is { } pages ? string.Create(CultureInfo.InvariantCulture, $"at most {pages:N0} pages") : null,
            }.OfType<string>()
        );

    public static string Source(string? sourceId) => string.IsNullOrEmpty(sourceId) ? AllSources : sourceId;
}
