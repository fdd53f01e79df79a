using ParserAdmin.Core.Cluster;
using ParserAdmin.Tests.Safety;
using Xunit;

namespace ParserAdmin.Tests.Cluster;

public sealed class NodeTests
{
    /// <summary>The same stop goes on to hold after a restart; another one was not measured yet.</summary>
    [Theory, InlineData(6, 38.0, 3), InlineData(7, null, 0)]
    public void Begin_AnotherLife_KeepsWhatWasMeasuredOfTheSameStopOnly(long epoch, double? milliseconds, int jobs)
    {
        var self = new NodeIdentity("node-1", Guid.NewGuid(), NodeRole.All);
        var node = new Node
        {
            Name = "node-1",
            AcknowledgedEpoch = 6,
            AcknowledgedMs = 38,
            StoppedJobs = 3,
        };

        node.Begin(self, SafetyStates.Then, epoch);

        Assert.Equal((epoch, milliseconds, jobs), (node.AcknowledgedEpoch, node.AcknowledgedMs, node.StoppedJobs));
        Assert.Equal((self.Instance, SafetyStates.Then), (node.Instance, node.StartedAt));
    }

    [Theory]
    [InlineData(-60.0, false, false)]
    [InlineData(9.9, false, false)]
    [InlineData(10.0, true, false)]
    [InlineData(299.9, true, false)]
    [InlineData(300.0, true, true)]
    [InlineData(null, false, false)]
    public void Silence_BySecondsSinceTheLastSignOfLife_IsGoneAfterFiveMinutes(double? seconds, bool isSilent, bool isGone)
    {
        var node = new Node { Name = "node-1", HeartbeatAt = seconds is { } past ? SafetyStates.Then.AddSeconds(-past) : null };

        Assert.Equal((isSilent, isGone), (node.IsSilent(SafetyStates.Then), node.IsGone(SafetyStates.Then)));
    }
}
