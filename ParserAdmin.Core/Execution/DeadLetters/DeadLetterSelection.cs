using ParserAdmin.Core.Jobs.DeadLetters;

namespace ParserAdmin.Core.Execution.DeadLetters;

/// <summary>Which dead letters to act on: some by id, or all that a filter matches. Only open ones are acted on.</summary>
/// <param name="Fingerprints">Of those that the filter matches only these mistakes; null for all.</param>
public sealed record DeadLetterSelection(
    IReadOnlyList<long>? Ids,
    DeadLetterFilter? Filter,
    IReadOnlyCollection<string>? Fingerprints = null
)
{
    internal IQueryable<FailedAttempt> Apply(IQueryable<FailedAttempt> letters)
    {
        letters = letters.Where(letter => letter.State == DeadLetterState.Open);
        if (Ids is { } ids)
            return letters.Where(letter => ids.Contains(letter.Id));
        letters = (Filter ?? new DeadLetterFilter()).Apply(letters);
        return Fingerprints is { } some ? letters.Where(letter => some.Contains(letter.Fingerprint)) : letters;
    }
}
