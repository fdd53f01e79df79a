using System.Text.Json.Serialization;

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

    /// <summary>About how many items the run will go through, by what is known of the source; 0 while unknown.</summary>
    public int ItemsExpected { get; init; }

    /// <summary>How much of it is done, 0 to 100; null while nobody knows.</summary>
    [JsonIgnore]
    public int? Percent => ItemsExpected > 0 ? (int)Math.Clamp(100L * ItemsProcessed / ItemsExpected, 0, 100) : null;

    /// <summary>"40 of 300 items"; without the estimate once it has proved too low.</summary>
    [JsonIgnore]
    public string Share =>
        ItemsExpected >= ItemsProcessed && ItemsExpected > 0 ? $"{ItemsProcessed} of {ItemsExpected} items" : $"{ItemsProcessed} items";
}
