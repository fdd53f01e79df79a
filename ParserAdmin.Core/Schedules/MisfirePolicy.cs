namespace ParserAdmin.Core.Schedules;

/// <summary>What becomes of slots that could not be kept in time; several are always one.</summary>
public enum MisfirePolicy
{
    /// <summary>Recorded as skipped ("missed").</summary>
    Skip,

    /// <summary>Run once, unless later than <c>misfire_grace_seconds</c>: then recorded as skipped.</summary>
    RunOnce,
}
