using ParserAdmin.Components.Shared.Diff;
using Xunit;

namespace ParserAdmin.Tests.Components.Shared;

public sealed class JsonDiffTests
{
    [Fact]
    public void Between_AChangedField_NamesItBeforeAndAfter()
    {
        var row = Assert.Single(JsonDiff.Between("""{"mode":"manual"}""", """{"mode":"auto"}"""));

        Assert.Equal(new DiffRow("mode", "manual", "auto"), row);
        Assert.Equal(DiffKind.Changed, row.Kind);
    }

    [Fact]
    public void Between_NothingBefore_AddsEverything() =>
        Assert.All(JsonDiff.Between(null, """{"name":"Demo","paused":false}"""), row => Assert.Equal(DiffKind.Added, row.Kind));

    [Fact]
    public void Between_NestedObjectsAndLists_NamesThePlace()
    {
        var rows = JsonDiff.Between("""{"a":{"b":[{"c":1}]},"tags":["x"]}""", """{"a":{"b":[{"c":2}]},"tags":["x","y"]}""");

        Assert.Equal([new DiffRow("a.b[0].c", "1", "2"), new DiffRow("tags", "x", "x, y")], rows);
    }

    [Fact]
    public void Between_AFieldThatWentOrBecameNull_IsRemoved()
    {
        var rows = JsonDiff.Between("""{"reason":"storm","by":"anna"}""", """{"reason":null}""");

        Assert.Equal([DiffKind.Removed, DiffKind.Removed], rows.Select(row => row.Kind));
    }

    [Fact]
    public void Between_TextThatIsNoJson_ComparesItWhole() =>
        Assert.Equal(new DiffRow("value", "<b>", "{"), Assert.Single(JsonDiff.Between("<b>", "{")));

    [Fact]
    public void Between_AHugeDocument_StopsAtTheLimit()
    {
        var json = $"{{{string.Join(',', Enumerable.Range(0, 2_000).Select(number => $"\"f{number}\":{number}"))}}}";

        Assert.Equal(JsonDiff.MaximumRows, JsonDiff.Between(null, json).Count);
    }
}
