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

    public static string Source(string? sourceId) => string.IsNullOrEmpty(sourceId) ? AllSources : sourceId;
}
