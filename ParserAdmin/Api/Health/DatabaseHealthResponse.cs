using System.Text.Json;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Api.Health;

/// <summary>The database as this node sees it.</summary>
/// <param name="LatencyMs">Time to read the settings row.</param>
/// <param name="Status"><c>ok</c>, <c>down</c>, or what is wrong: <c>read-only</c>, <c>full</c>, <c>damaged</c>, <c>missing</c>,
/// <c>out-of-connections</c> and the like.</param>
/// <param name="Reason">What is wrong and what to do; null while all is well.</param>
/// <param name="Since">Since when it has been so, UTC; null before the first look.</param>
internal sealed record DatabaseHealthResponse(
    string Provider,
    bool Reachable,
    double LatencyMs,
    string Status,
    string? Reason,
    DateTime? Since
)
{
    public static DatabaseHealthResponse Of(string provider, bool reachable, double latency, DatabaseState state) =>
        new(provider, reachable, latency, Word(state.Fault, reachable), state.Text, state.Since);

    private static string Word(DatabaseFault? fault, bool reachable) =>
        fault switch
        {
            null => reachable ? "ok" : "down",
            DatabaseFault.Away => "down",
            { } other => JsonNamingPolicy.KebabCaseLower.ConvertName(other.ToString()),
        };
}
