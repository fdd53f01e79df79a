namespace ParserAdmin.Core.Jobs.DeadLetters;

public enum DeadLetterState
{
    /// <summary>Waits for a person.</summary>
    Open,

    /// <summary>Its run was asked for again.</summary>
    Replayed,

    /// <summary>A person decided that nothing has to be done.</summary>
    Dismissed,
}
