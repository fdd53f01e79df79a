using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;

namespace ParserAdmin.Api.DeadLetters;

/// <summary>Which dead letters; what is left out does not narrow, and <c>{}</c> means every open one.</summary>
/// <param name="Q">Part of the message or address.</param>
internal sealed record DeadLetterFilterRequest(
    string? Task = null,
    string? SourceId = null,
    string? ErrorClass = null,
    string? Fingerprint = null,
    string? Q = null
)
{
    public DeadLetterFilter ToFilter() =>
        new(
            null,
            Input.Text("filter.task", Task),
            Input.Text("filter.sourceId", SourceId),
            Input.One<ErrorClass>("filter.errorClass", ErrorClass),
            Input.Text("filter.fingerprint", Fingerprint),
            Input.Text("filter.q", Q)
        );
}
