using ParserAdmin.Api.Jobs;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;

namespace ParserAdmin.Api.DeadLetters;

/// <summary>A job that failed for good. Times are UTC.</summary>
/// <param name="Fingerprint">The same for the same mistake: task, source, class and the message without ids, addresses, times and
/// numbers.</param>
/// <param name="Url">The page on which it failed, where one is known.</param>
/// <param name="State"><c>open</c>, <c>replayed</c> or <c>dismissed</c>.</param>
/// <param name="ReplayJobId">The job that the replay asked for.</param>
internal sealed record DeadLetterResponse(
    long Id,
    Guid JobId,
    string Task,
    string? SourceId,
    TaskParameters Parameters,
    string ErrorClass,
    string Message,
    string Fingerprint,
    string? Url,
    int Attempts,
    DateTime FailedAt,
    string State,
    string? DecidedBy,
    DateTime? DecidedAt,
    string? DecisionReason,
    Guid? ReplayJobId
)
{
    public static DeadLetterResponse Of(FailedAttempt letter) =>
        new(
            letter.Id,
            letter.JobId,
            letter.Task,
            letter.SourceId is { Length: > 0 } source ? source : null,
            TaskParameters.Of(JobParameters.Read(letter.Parameters)),
            letter.ErrorClass.ToString(),
            letter.Message,
            letter.Fingerprint,
            letter.Url,
            letter.Attempts,
            letter.FailedAt,
            StoredEnum.Write(letter.State),
            letter.DecidedBy,
            letter.DecidedAt,
            letter.DecisionReason,
            letter.ReplayJobId
        );
}
