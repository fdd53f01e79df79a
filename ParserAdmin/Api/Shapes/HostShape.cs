using ParserAdmin.Core.Fetching;

namespace ParserAdmin.Api.Shapes;

/// <summary>How this node treats one host.</summary>
/// <param name="DelayMs">Least time between two request starts.</param>
/// <param name="CoolingUntil">Nobody asks this host before then, UTC; null while it is not cooling.</param>
internal sealed record HostShape(string Host, double DelayMs, int Concurrency, DateTime? CoolingUntil, string? Reason, int Running, long Requests)
{
    public static HostShape Of(HostState state) =>
        new(state.Host, state.Delay.TotalMilliseconds, state.Concurrency, state.CoolingUntil?.UtcDateTime, state.Reason, state.Running, state.Requests);
}
