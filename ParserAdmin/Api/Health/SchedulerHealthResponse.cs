using System.Text.Json.Serialization;

namespace ParserAdmin.Api.Health;

/// <summary>The scheduler's heartbeat, named as monitoring scripts know it.</summary>
/// <param name="Status"><c>ok</c>, <c>stale</c> after two intervals, <c>down</c> after ten.</param>
internal sealed record SchedulerHealthResponse(
    [property: JsonPropertyName("last_tick_ts")] DateTime? LastTick,
    [property: JsonPropertyName("interval_sec")] int IntervalSeconds,
    [property: JsonPropertyName("lock_owner")] string LockOwner,
    string Status
);
