using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.Conformance;

/// <summary>Counts how many expectations hold, and names those that do not.</summary>
internal sealed class Score(string subject)
{
    private readonly List<string> _misses = [];

    public int Total { get; private set; }

    public void Count(string what, string expected, string actual)
    {
        Total++;
        if (expected != actual)
            _misses.Add($"{what}: expected '{expected}', read '{actual}'");
    }

    /// <summary>Reports the count, and fails below the share (0 to 1).</summary>
    public void AssertAtLeast(double share, ITestOutputHelper output)
    {
        var held = Total - _misses.Count;
        var report = $"{subject}: {held} of {Total} ({100.0 * held / Total:F2} %)\n{string.Join('\n', _misses)}";
        output.WriteLine(report);
        Assert.True(Total > 0 && held >= share * Total, report);
    }
}
