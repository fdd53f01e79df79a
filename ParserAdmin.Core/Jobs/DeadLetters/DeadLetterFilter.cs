namespace ParserAdmin.Core.Jobs.DeadLetters;

/// <summary>Which dead letters; what is null does not narrow.</summary>
/// <param name="Text">Part of the message or address, whatever its case.</param>
public sealed record DeadLetterFilter(
    DeadLetterState? State = null,
    string? Task = null,
    string? SourceId = null,
    ErrorClass? ErrorClass = null,
    string? Fingerprint = null,
    string? Text = null
)
{
    internal IQueryable<FailedAttempt> Apply(IQueryable<FailedAttempt> letters)
    {
        if (State is { } state)
            letters = letters.Where(letter => letter.State == state);
        if (Task is { Length: > 0 } task)
            letters = letters.Where(letter => letter.Task == task);
        if (SourceId is { Length: > 0 } sourceId)
            letters = letters.Where(letter => letter.SourceId == sourceId);
        if (ErrorClass is { } errorClass)
            letters = letters.Where(letter => letter.ErrorClass == errorClass);
        if (Fingerprint is { Length: > 0 } fingerprint)
            letters = letters.Where(letter => letter.Fingerprint == fingerprint);
        if (Text?.ToLowerInvariant() is { Length: > 0 } text)
        {
            letters = letters.Where(letter =>
                letter.Message.ToLower().Contains(text) || (letter.Url != null && letter.Url.ToLower().Contains(text))
            );
        }

        return letters;
    }
}
