namespace ParserAdmin.Demo.Data;

/// <summary>Rolls the same number for the same question, on every machine and in every process (<see cref="HashCode"/> does not).</summary>
internal static class DemoDice
{
    /// <summary>
    /// A number from 0 to <paramref name="sides"/> - 1. <paramref name="salt"/> keeps the questions about one subject apart.
    /// </summary>
    public static int Roll(int sides, long subject, int salt)
    {
        // SplitMix64's finalizer: neighbouring subjects give unrelated numbers.
        var bits = unchecked((ulong)subject * 0x9E3779B97F4A7C15UL + (ulong)salt * 0xD1B54A32D192ED03UL + 0x632BE59BD9B4E019UL);
        bits = unchecked((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL);
        bits = unchecked((bits ^ (bits >> 27)) * 0x94D049BB133111EBUL);
        return (int)((bits ^ (bits >> 31)) % (ulong)sides);
    }

    /// <summary>One of the given things.</summary>
    public static T Pick<T>(IReadOnlyList<T> from, long subject, int salt) => from[Roll(from.Count, subject, salt)];
}
