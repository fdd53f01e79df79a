using ParserAdmin.Core.Jobs.DeadLetters;

namespace ParserAdmin.Core.Execution.DeadLetters;

/// <summary>Which dead letters to act on: some by id, or all that a filter matches. Only open ones are acted on.</summary>
public sealed record DeadLetterSelection(IReadOnlyList<long>? Ids, DeadLetterFilter? Filter)
{
    internal IQueryable<FailedAttempt> Apply(IQueryable<FailedAttempt> letters)
    {
        letters = letters.Where(letter => letter.State == DeadLetterState.Open);
        return Ids is { } ids ? letters.Where(letter => ids.Contains(letter.Id)) : (Filter ?? new DeadLetterFilter()).Apply(letters);
    }
}
