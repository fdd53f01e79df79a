namespace ParserAdmin.Core.Safety.Gate;

/// <summary>What the gate has to know of a run.</summary>
/// <param name="SourceId">Empty for a task of the whole program.</param>
/// <param name="Scheduled">Started by a schedule, so only while the mode is auto.</param>
public sealed record RunIdentity(Guid JobId, string Task, string SourceId, long Epoch, bool Scheduled)
{
    /// <summary>
    /// A person's look at one page: there is no job behind it, and perhaps no source yet. It may send requests and never write.
    /// </summary>
    public bool IsPreview { get; init; }
}
