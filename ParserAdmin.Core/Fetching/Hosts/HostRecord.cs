namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>
/// How one host is treated by all nodes; a row of <c>hosts</c>. Its two clocks outlive every process. Written by
/// <see cref="StoredHostLedger"/> alone.
/// </summary>
public sealed class HostRecord
{
    /// <summary>As <see cref="HostGovernor.NameOf"/> writes it.</summary>
    public string Host { get; set; } = "";

    /// <summary>Least time between two request starts, as the last request had to keep it.</summary>
    public int DelayMs { get; set; }

    /// <summary>What asked for that delay, such as "robots.txt, Crawl-delay".</summary>
    public string DelayReason { get; set; } = "";

    /// <summary>What of it the server's own answers called for.</summary>
    public int PenaltyMs { get; set; }

    /// <summary>Most requests at once, as the last request asked for it.</summary>
    public int Concurrency { get; set; } = 1;

    /// <summary>The first clock, UTC: no request starts before it.</summary>
    public DateTime NextAllowedAt { get; set; }

    /// <summary>How far the first clock was set ahead: it is never further away, whatever the wall clock did since.</summary>
    public int LeaseMs { get; set; }

    /// <summary>The second clock, UTC: the server asked everybody to stay away until then.</summary>
    public DateTime? CoolingUntil { get; set; }

    /// <summary>How long it asked for: the second clock is never further away.</summary>
    public int CoolingMs { get; set; }

    public string? CoolingReason { get; set; }

    public long Requests { get; set; }

    /// <summary>Answers of 304 among them.</summary>
    public long NotModified { get; set; }

    public DateTime UpdatedAt { get; set; }
}
