namespace ParserAdmin.Core.Fetching;

/// <summary>What one fetch has cost so far, over all its hops and attempts.</summary>
internal sealed class FetchTally
{
    public int Requests { get; set; }

    public long BytesReceived { get; set; }

    /// <summary>The clock's time stamp of when the gate let the last request pass.</summary>
    public long SentAt { get; set; }
}
