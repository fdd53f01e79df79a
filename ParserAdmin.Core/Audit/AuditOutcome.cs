namespace ParserAdmin.Core.Audit;

public enum AuditOutcome
{
    Succeeded,

    /// <summary>The actor had no right to do it.</summary>
    Denied,

    /// <summary>The actor had the right, but the state or the arguments did not allow it; or a job that failed.</summary>
    Failed,

    /// <summary>A job that came to its end without some of its items.</summary>
    WithErrors,

    /// <summary>A job that was told to end.</summary>
    Cancelled,

    /// <summary>A job of which nobody can say how it ended.</summary>
    Lost,
}
