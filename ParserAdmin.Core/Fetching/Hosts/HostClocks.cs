namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>
/// What is stored of a host's clocks, UTC, each with the span that it was set ahead by. A clock that lies further ahead than its span was
/// set by a wall clock that has been set back since: nobody waits longer than the span.
/// </summary>
/// <param name="Penalty">The delay that its own answers called for.</param>
internal sealed record HostClocks(
    DateTime NextAllowedAt,
    TimeSpan Lease,
    DateTime? CoolingUntil,
    TimeSpan Cooling,
    string? CoolingReason,
    TimeSpan Penalty
)
{
    /// <summary>Of a host that nobody ever asked.</summary>
    public static HostClocks None { get; } = new(DateTime.MinValue, TimeSpan.Zero, null, TimeSpan.Zero, null, TimeSpan.Zero);

    /// <summary>How long no request may start; zero where one may.</summary>
    public TimeSpan FreeIn(DateTime now) => Ahead(NextAllowedAt, Lease, now);

    /// <summary>How much longer the host is left alone.</summary>
    public TimeSpan CoolIn(DateTime now) => Ahead(CoolingUntil ?? DateTime.MinValue, Cooling, now);

    private static TimeSpan Ahead(DateTime clock, TimeSpan most, DateTime now) =>
        clock <= now ? TimeSpan.Zero
        : clock - now < most ? clock - now
        : most;
}
