using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Fetching.Hosts;

namespace ParserAdmin.Api.Cluster;

/// <summary>Nodes and what they acknowledged; hosts and how they are treated.</summary>
internal static class ClusterEndpoints
{
    public static void MapCluster(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("", "Cluster");
        reading.MapGet("/nodes", NodesAsync).WithSummary("Nodes, and the last stop that each obeyed").Produces<Page<NodeResponse>>();
        reading
            .MapGet("/hosts", HostsAsync)
            .WithSummary("Hosts, their delay and why, and how long they are left alone")
            .Produces<Page<HostResponse>>();
    }

    private static async Task<IResult> NodesAsync(
        string? limit,
        string? cursor,
        NodeQueries nodes,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.UtcMilliseconds();
        return Answers.Ok(
            Page<NodeResponse>.Of(
                "nodes",
                limit,
                cursor,
                await nodes.AllAsync(cancellationToken),
                node => node.Name,
                node => NodeResponse.Of(node, now)
            )
        );
    }

    private static async Task<IResult> HostsAsync(
        string? limit,
        string? cursor,
        HostQueries hosts,
        HostGovernor governor,
        HostBookkeeping books,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var size = Input.Limit(limit);
        var after = PageCursor.Text("hosts", cursor);
        await books.FlushAsync(cancellationToken);
        var found = await hosts.ListAsync(after, size + 1, cancellationToken);
        var (now, running) = (clock.UtcMilliseconds(), governor.Snapshot().ToDictionary(host => host.Host, host => host.Running));
        return Answers.Ok(
            Page<HostResponse>.Of(
                found,
                size,
                host => HostResponse.Of(host, now, running.GetValueOrDefault(host.Host)),
                host => PageCursor.Write("hosts", host.Host)
            )
        );
    }
}
