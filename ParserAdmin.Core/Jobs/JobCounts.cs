namespace ParserAdmin.Core.Jobs;

/// <summary>What a job did so far.</summary>
public sealed record JobCounts
{
    public int ItemsProcessed { get; init; }

    public int ItemsSucceeded { get; init; }

    public int ItemsFailed { get; init; }

    public int ItemsNew { get; init; }

    public int ItemsChanged { get; init; }

    public int ItemsGone { get; init; }

    public int Pages { get; init; }

    public int Requests { get; init; }

    /// <summary>Answers of 304: nothing had changed.</summary>
    public int NotModified { get; init; }

    /// <summary>Bytes received, as they came over the wire.</summary>
    public long Bytes { get; init; }

    /// <summary>Items the run expects in all, where the site's pages tell; 0 while unknown.</summary>
    public int ItemsExpected { get; init; }
}
