namespace ParserAdmin.Core.Audit;

/// <summary>What checking the whole chain found.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="FirstBad">Sequence number of the first entry that does not hold, or null.</param>
/// <param name="Problem">What is wrong with it, for people.</param>
/// <param name="Head">Hash of the last good entry; write it down elsewhere to notice a cut tail.</param>
public sealed record AuditVerification(long Entries, long? FirstBad, string? Problem, string Head)
{
    public bool Intact => FirstBad is null;
}
