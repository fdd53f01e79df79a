namespace ParserAdmin.Core.Jobs;

/// <summary>What people call a run.</summary>
public static class JobText
{
    /// <summary>In place of a source, for a task of the whole program.</summary>
    public const string AllSources = "all sources";

    /// <summary>"catalog-sync of shop"; the task alone for one of the whole program.</summary>
    public static string Of(string task, string? sourceId) => string.IsNullOrEmpty(sourceId) ? task : $"{task} of {sourceId}";

    public static string Source(string? sourceId) => string.IsNullOrEmpty(sourceId) ? AllSources : sourceId;
}
