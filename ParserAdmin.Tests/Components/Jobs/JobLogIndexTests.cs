using ParserAdmin.Components.Pages.Jobs.Log;
using ParserAdmin.Core.Jobs.Logs;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class JobLogIndexTests
{
    private readonly JobLogIndex _index = new();

    [Fact]
    public void Load_OldestLinesNotHeld_NumbersGoOnFromThem()
    {
        _index.Load(Marks(101, 10), total: 110);

        Assert.Equal((100, 110, 10), (_index.Cut, _index.Total, _index.Rows));
        Assert.Equal((101, 101), (_index.NumberAt(0), _index.SequenceAt(0)));
    }

    [Fact]
    public void Choose_Warnings_RowsAreTheirsAndNumbersTheLogs()
    {
        _index.Load(Marks(1, 9), total: 9);

        _index.Choose([JobLogLevel.Warning]);

        Assert.Equal([3L, 6L, 9L], Enumerable.Range(0, _index.Rows).Select(_index.NumberAt));
        Assert.Equal((1, 2), (_index.RowOf(6), _index.RowOf(7)));
        Assert.False(_index.Shows(7));
        Assert.Equal((6, 3), (_index.CountOf(JobLogLevel.Info), _index.CountOf(JobLogLevel.Warning)));
    }

    [Fact]
    public void Add_WhatTheSnapshotHeldOrIsNotShown_AddsNoRow()
    {
        _index.Load(Marks(1, 9), total: 9);
        _index.Choose([JobLogLevel.Warning]);

        Assert.False(_index.Add(Line(9, JobLogLevel.Warning)));
        Assert.False(_index.Add(Line(10, JobLogLevel.Info)));
        Assert.True(_index.Add(Line(11, JobLogLevel.Warning)));
        Assert.Equal((4, 11, 11), (_index.Rows, _index.Total, _index.NumberAt(3)));
    }

    [Fact]
    public void Trim_FarBeyondTheLimit_LetsTheOldestGoAndKeepsTheNumbers()
    {
        _index.Load(Marks(1, JobLogIndex.Capacity), JobLogIndex.Capacity);
        _index.Choose([JobLogLevel.Warning]);
        var rows = _index.Rows;
        for (var sequence = JobLogIndex.Capacity + 1; sequence <= JobLogIndex.Capacity + 10_000; sequence++)
            _index.Add(Line(sequence, JobLogLevel.Info));

        var gone = _index.Trim();

        Assert.Equal((10_000, JobLogIndex.Capacity + 10_000), (_index.Cut, _index.Total));
        Assert.Equal((3_333, rows - 3_333), (gone, _index.Rows));
        Assert.Equal((10_002, 10_002), (_index.NumberAt(0), _index.SequenceAt(0)));
        Assert.Equal(0, _index.Trim());
    }

    /// <summary>Every third line is a warning.</summary>
    private static IEnumerable<JobLogMark> Marks(int first, int count) =>
        Enumerable.Range(first, count).Select(number => new JobLogMark(number, number % 3 == 0 ? JobLogLevel.Warning : JobLogLevel.Info));

    private static JobLogLine Line(long sequence, JobLogLevel level) =>
        new()
        {
            Sequence = sequence,
            Level = level,
            SourceId = "shop",
            Message = "",
        };
}
