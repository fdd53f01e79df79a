using ParserAdmin.Core.Fetching.Hosts;

namespace ParserAdmin.Api.Cluster;

/// <summary>How one host is treated by all nodes.</summary>
/// <param name="DelayMs">Least time between two request starts.</param>
/// <param name="Why">What asks for that delay.</param>
/// <param name="CoolingUntil">Nobody asks this host before then, UTC; null while it is not cooling.</param>
/// <param name="Reason">Why it is cooling; null while it is not.</param>
/// <param name="Running">Requests under way from the node that answers.</param>
/// <param name="NotModified">Answers of 304 among the requests.</param>
internal sealed record HostResponse(
    string Host,
    int DelayMs,
    string Why,
    int Concurrency,
    DateTime? CoolingUntil,
    string? Reason,
    int Running,
    long Requests,
    long NotModified
)
{
    public static HostResponse Of(HostRecord host, DateTime now, int running)
    {
        var cooling = host.CoolingUntil > now;
        return new(
            host.Host,
            host.DelayMs,
            host.DelayReason,
            host.Concurrency,
            cooling ? host.CoolingUntil : null,
            cooling ? host.CoolingReason : null,
            running,
            host.Requests,
            host.NotModified
        );
    }
}
