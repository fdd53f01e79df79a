namespace ParserAdmin.Core.Cluster;

/// <summary>
/// Tells which nodes are silent: their heartbeat did not change while this process looked at it for <see cref="NodeAgent.DeadAfter"/>, by
/// its own monotonic clock. So neither a wall clock that jumps nor a time in which nobody reached the database makes a living node a dead
/// one.
/// </summary>
internal sealed class NodeWatch(TimeProvider clock)
{
    /// <summary>
    /// After a longer pause between two looks (no database, or this very process was frozen) each node gets its whole time anew.
    /// </summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(5);

    private Dictionary<string, (Guid Instance, DateTime? Heartbeat, long Since)> _seen = [];
    private long? _looked;

    /// <param name="nodes">As they are stored now, without this one.</param>
    /// <returns>Those that are silent, as they were seen all the time.</returns>
    public IReadOnlyList<Node> Look(IReadOnlyList<Node> nodes)
    {
        var now = clock.GetTimestamp();
        if (_looked is { } last && clock.GetElapsedTime(last, now) > LongestGap)
            _seen = [];
        _looked = now;
        _seen = nodes.ToDictionary(
            node => node.Name,
            node =>
                _seen.TryGetValue(node.Name, out var before) && (before.Instance, before.Heartbeat) == (node.Instance, node.HeartbeatAt)
                    ? before
                    : (node.Instance, node.HeartbeatAt, now)
        );
        return [.. nodes.Where(node => clock.GetElapsedTime(_seen[node.Name].Since, now) >= NodeAgent.DeadAfter)];
    }
}
