namespace ParserAdmin.Core.Jobs;

public enum JobStatus
{
    /// <summary>Asked for, not begun; its reason says what it waits for.</summary>
    Pending,
    Running,
    Succeeded,
    Failed,
    Cancelled,

    /// <summary>Nobody can say how it ended: its node died, or it ignored its cancellation.</summary>
    Lost,

    /// <summary>A slot that the gate refused, or that was missed.</summary>
    Skipped,
}
