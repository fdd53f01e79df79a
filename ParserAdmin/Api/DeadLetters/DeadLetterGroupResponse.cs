using ParserAdmin.Core.Jobs.DeadLetters;

namespace ParserAdmin.Api.DeadLetters;

/// <summary>Dead letters with the same fingerprint. Times are UTC.</summary>
/// <param name="Count">How many the filter lets through.</param>
/// <param name="Open">How many of those wait for a person.</param>
/// <param name="Newest">The last of them.</param>
internal sealed record DeadLetterGroupResponse(
    string Fingerprint,
    string Task,
    string? SourceId,
    string ErrorClass,
    string Message,
    int Count,
    int Open,
    DateTime FirstSeenAt,
    DateTime LastSeenAt,
    DeadLetterResponse Newest
)
{
    public static DeadLetterGroupResponse Of(DeadLetterGroup group) =>
        new(
            group.Newest.Fingerprint,
            group.Newest.Task,
            group.Newest.SourceId is { Length: > 0 } source ? source : null,
            group.Newest.ErrorClass.ToString(),
            group.Newest.Message,
            group.Count,
            group.Open,
            group.FirstSeenAt,
            group.LastSeenAt,
            DeadLetterResponse.Of(group.Newest)
        );
}
