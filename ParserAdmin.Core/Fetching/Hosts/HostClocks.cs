namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>What is stored of a host's clocks, UTC.</summary>
/// <param name="Penalty">The delay that its own answers called for.</param>
internal sealed record HostClocks(DateTime NextAllowedAt, DateTime? CoolingUntil, string? CoolingReason, TimeSpan Penalty)
{
    /// <summary>Of a host that nobody ever asked.</summary>
    public static HostClocks None { get; } = new(DateTime.MinValue, null, null, TimeSpan.Zero);
}
