using ParserAdmin.Core.Execution.DeadLetters;

namespace ParserAdmin.Api.DeadLetters;

/// <summary>Which dead letters to replay or dismiss: <c>ids</c> or <c>filter</c>, not both. Only open ones are acted on.</summary>
/// <param name="DryRun">Tells the count and changes nothing.</param>
/// <param name="Reason">Goes on record; needed to dismiss.</param>
internal sealed record DeadLetterRequest(
    IReadOnlyList<long>? Ids = null,
    DeadLetterFilterRequest? Filter = null,
    bool DryRun = false,
    string? Reason = null
)
{
    private const int MostIds = 1_000;

    /// <exception cref="BadInputException">Neither or both are given, or too many ids.</exception>
    public DeadLetterSelection ToSelection() =>
        this switch
        {
            { Ids: null, Filter: null } => throw new BadInputException("ids", "Say which: 'ids', or a 'filter' ({} for every open one)."),
            { Ids: not null, Filter: not null } => throw new BadInputException("ids", "Send 'ids' or 'filter', not both."),
            { Ids.Count: > MostIds } => throw new BadInputException("ids", $"At most {MostIds} ids in one call; use a filter for more."),
            _ => new DeadLetterSelection(Ids, Filter?.ToFilter()),
        };
}
