namespace ParserAdmin.Core.Safety;

/// <summary>Whether too many of the last jobs failed, as a pure function of their outcomes.</summary>
public static class FailSafeRule
{
    /// <param name="ended">How many jobs succeeded or failed, at most <paramref name="window"/>; cancelled and skipped ones say nothing
    /// about a site.</param>
    /// <param name="failed">How many of them failed.</param>
    /// <param name="window">Jobs looked at; fewer are too few to judge by.</param>
    /// <param name="percent">Share from which on it is too much, 1 to 100.</param>
    /// <returns>Null to go on, or why not.</returns>
    public static string? Reason(int ended, int failed, int window, int percent) =>
        ended >= window && failed * 100L >= (long)percent * ended
            ? $"{failed} of the last {ended} jobs failed (the limit is {percent} %)"
            : null;
}
