namespace ParserAdmin.Core.Audit;

public enum AuditOutcome
{
    Succeeded,

    /// <summary>The actor had no right to do it.</summary>
    Denied,

    /// <summary>The actor had the right, but the state or the arguments did not allow it.</summary>
    Failed,
}
