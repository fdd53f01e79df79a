using System.Diagnostics.CodeAnalysis;

namespace ParserAdmin.Core.Fetching.Robots;

/// <summary>What is known of one origin's robots.txt.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose.")]
internal sealed class RobotsEntry
{
    /// <summary>Whoever holds it reads the file; the others wait for what it finds.</summary>
    public SemaphoreSlim OneAtATime { get; } = new(1, 1);

    /// <summary>Null until it could be read once.</summary>
    public RobotsRules? Rules { get; set; }

    /// <summary>The clock's time stamp of the last time that the file was read.</summary>
    public long ReadAt { get; set; }

    /// <summary>Why it could not be read the last time, and when that was.</summary>
    public (FetchException Failure, long At)? Failed { get; set; }
}
