using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Components.Shared.Diff;
using Xunit;

namespace ParserAdmin.Tests.Components.Shared;

public sealed class TextDiffTests
{
    [Fact]
    public void Between_OneChangedLine_KeepsTheOthersWithTheirNumbers()
    {
        var lines = TextDiff.Between("id: demo\nname: Demo\nkind: catalog\n", "id: demo\nname: Films\nkind: catalog\n");

        Assert.Equal(
            [
                new TextLine(1, 1, "id: demo"),
                new TextLine(2, null, "name: Demo"),
                new TextLine(null, 2, "name: Films"),
                new TextLine(3, 3, "kind: catalog"),
            ],
            lines
        );
    }

    [Fact]
    public void Between_AnyTwoTexts_HoldsBothWhole()
    {
        var text = Gen.Elements("a", "b", "c", "").ListOf().Select(lines => string.Join('\n', lines) + "\nend");
        Prop.ForAll(
                text.ToArbitrary(),
                text.ToArbitrary(),
                (before, after) =>
                {
                    var lines = TextDiff.Between(before, after);
                    return string.Join('\n', lines.Where(line => line.Before is not null).Select(line => line.Text)) == before
                        && string.Join('\n', lines.Where(line => line.After is not null).Select(line => line.Text)) == after;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Between_TextsTooLongToCompare_ReplacesTheMiddle()
    {
        var before = string.Join('\n', Enumerable.Range(0, 3_000).Select(line => $"old {line}"));
        var after = string.Join('\n', Enumerable.Range(0, 3_000).Select(line => $"new {line}"));

        Assert.Equal(6_000, TextDiff.Between(before, after).Count);
    }

    [Fact]
    public void Excerpt_FarFromAChange_LeavesLinesOut()
    {
        var before = string.Join('\n', Enumerable.Range(0, 100));

        var shown = TextDiff.Excerpt(TextDiff.Between(before, before.Replace("50", "fifty")), context: 1);

        Assert.Equal([null, "49", "50", "fifty", "51", null], shown.Select(line => line?.Text));
    }
}
