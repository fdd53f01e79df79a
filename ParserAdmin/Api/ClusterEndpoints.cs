using ParserAdmin.Api.Shapes;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Scheduling;

namespace ParserAdmin.Api;

/// <summary>Nodes and what they acknowledged; hosts and how they are treated.</summary>
internal static class ClusterEndpoints
{
    public static void MapCluster(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("", "Cluster");
        reading.MapGet("/nodes", NodesAsync).WithSummary("Nodes, and the last stop that each obeyed").Produces<Page<NodeShape>>();
        reading.MapGet("/hosts", Hosts).WithSummary("Hosts that this node asked, their delay and why").Produces<Page<HostShape>>();
    }

    private static async Task<IResult> NodesAsync(string? limit, string? cursor, NodeQueries nodes, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        return PageOf("nodes", limit, cursor, await nodes.AllAsync(cancellationToken), node => node.Name, node => NodeShape.Of(node, now));
    }

    private static IResult Hosts(string? limit, string? cursor, HostGovernor governor) =>
        PageOf("hosts", limit, cursor, governor.Snapshot(), host => host.Host, HostShape.Of);

    /// <summary>These lists are short and whole in memory; they are paged like every other so that callers need to know one way only.</summary>
    private static IResult PageOf<TFound, TShape>(
        string list, string? limit, string? cursor, IEnumerable<TFound> all, Func<TFound, string> key, Func<TFound, TShape> shape)
    {
        var size = Input.Limit(limit);
        var after = PageCursor.Text(list, cursor);
        var found = all.Where(one => after is null || string.CompareOrdinal(key(one), after) > 0).OrderBy(key, StringComparer.Ordinal).Take(size + 1).ToList();
        return Answers.Ok(Page<TShape>.Of(found, size, shape, one => PageCursor.Write(list, key(one))));
    }
}
