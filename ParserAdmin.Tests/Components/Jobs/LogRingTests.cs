using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class LogRingTests
{
    [Fact]
    public void Add_BeyondTheLimit_KeepsTheNewestAndTheTotal()
    {
        var ring = new LogRing();
        ring.Load(Lines(1, LogRing.Capacity), LogRing.Capacity);

        ring.Add(Lines(LogRing.Capacity + 1, 5));

        Assert.Equal(LogRing.Capacity, ring.Lines.Count);
        Assert.Equal(6, ring.Lines[0].Sequence);
        Assert.Equal(LogRing.Capacity + 5, ring.Total);
        Assert.True(ring.IsCut);
    }

    [Fact]
    public void Add_LinesThatTheSnapshotHeld_AddsOnlyTheNewer()
    {
        var ring = new LogRing();
        ring.Load(Lines(1, 10), 10);

        Assert.Equal(2, ring.Add(Lines(8, 5)));

        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), ring.Lines.Select(line => line.Sequence));
    }

    private static IEnumerable<JobLogLine> Lines(int first, int count) =>
        Enumerable.Range(first, count).Select(number => new JobLogLine { Sequence = number, SourceId = "shop", Message = $"line {number}" });
}
