using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

public sealed class FailureRowTests
{
    private static readonly ReadItem Failed = new(null, null, null, "busy", null);

    [Fact]
    public void Take_FiveFailuresOverSeveralBatches_TellsTheFifth()
    {
        var row = new FailureRow();

        Assert.Null(row.Take([ReadItem.Held, Failed, Failed]));
        Assert.Null(row.Take([Failed, Failed]));
        Assert.Same(Failed, row.Take([Failed, ReadItem.Held]));
    }

    [Fact]
    public void Take_UnitsThatCouldNotBeRead_AreNotWhereItGoesOn()
    {
        var row = new FailureRow();

        Assert.Null(row.Take([ReadItem.Held, Unit("a"), Failed, Unit("b")]));
        Assert.Equal("a", row.LastUnit?.Unit);
        Assert.Null(row.Take([Failed, Unit("c")]));
        Assert.Null(row.LastUnit);

        // One row of several is no reason to ask for the whole again.
        Assert.Null(row.Take([Failed, ReadItem.Held, Failed, Unit("d")]));
        Assert.Equal("d", row.LastUnit?.Unit);
    }

    [Fact]
    public void Take_UnitsWithoutAnyRow_EndTheRowOfFailures()
    {
        var row = new FailureRow();

        foreach (var name in (string[])["a", "c", "e", "g", "i", "k"])
            Assert.Null(row.Take([Failed, Unit(name), Unit(name + "+")]));
        Assert.Equal("k+", row.LastUnit?.Unit);
    }

    private static ReadItem Unit(string name) => ReadItem.Mark(new UnitMark(name, new DateTime(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc)));
}
