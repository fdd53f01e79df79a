using ParserAdmin.Commands.Sources;
using ParserAdmin.Core.Studio;
using Xunit;

namespace ParserAdmin.Tests.Commands;

public sealed class PreviewLinesTests
{
    [Fact]
    public void Problems_ThatDifferInTheirValueOnly_AreOneLineWithTheFirst() =>
        Assert.Equal(
            ["Rows 1, 2, 3, such as: the filter 'date' of the field 'at' failed on '€ 1': it has none of them"],
            PreviewLines.Problems([Row(1, Failed("at", "€ 1")), Row(2, Failed("at", "it's 2")), Row(3, Failed("at", "3"))])
        );

    [Fact]
    public void Problems_OfOtherFieldsAndFilters_StayApart() =>
        Assert.Equal(
            [
                "Rows 1, 3: the field 'a' is empty",
                "Row 2: the field 'b' is empty",
                "Row 4: the filter 'url' of the field 'a' failed on 'x'",
            ],
            PreviewLines.Problems([
                Row(1, "the field 'a' is empty"),
                Row(2, "the field 'b' is empty"),
                Row(3, "the field 'a' is empty"),
                Row(4, "the filter 'url' of the field 'a' failed on 'x'"),
                Row(5, null),
            ])
        );

    [Fact]
    public void Problems_OfManyRowsWithOtherTitles_AreOneLine() =>
        Assert.Equal(
            "5 rows, from row 1 on, such as: 'Post 1' has no 'externalId', by which this source tells its items apart; mend the field's "
                + "selector or change the source's 'identity'",
            Assert.Single(
                PreviewLines.Problems(
                    Enumerable
                        .Range(1, 5)
                        .Select(number =>
                            Row(
                                number,
                                $"'Post {number}' has no 'externalId', by which this source tells its items apart; mend the field's "
                                    + $"selector or change the source's 'identity'"
                            )
                        )
                )
            )
        );

    private static string Failed(string field, string value) =>
        $"the filter 'date' of the field '{field}' failed on '{value}': it has none of them";

    private static PreviewRow Row(int number, string? problem) => new(number, [], null, null, null, null, problem);
}
