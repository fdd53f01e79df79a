using ParserAdmin.Core.Audit;

namespace ParserAdmin.Api.Audit;

/// <summary>What checking the whole chain found.</summary>
/// <param name="FirstBad">Sequence number of the first entry that does not hold; null when all do.</param>
/// <param name="Head">Hash of the last good entry.</param>
internal sealed record VerificationResponse(bool Intact, long Entries, long? FirstBad, string? Problem, string Head)
{
    public static VerificationResponse Of(AuditVerification found) =>
        new(found.Intact, found.Entries, found.FirstBad, found.Problem, found.Head);
}
