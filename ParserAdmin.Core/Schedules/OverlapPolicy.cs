namespace ParserAdmin.Core.Schedules;

/// <summary>What becomes of a slot that comes due while the schedule's run before it has not ended.</summary>
public enum OverlapPolicy
{
    /// <summary>It is recorded as skipped.</summary>
    Skip,

    /// <summary>It waits; one at most, those after it are skipped.</summary>
    Queue,

    /// <summary>The run before is cancelled and keeps what it parsed.</summary>
    CancelPrevious,
}
