using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Items.Likeness;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Items.Mapping;
using Xunit;

namespace ParserAdmin.Tests.Items.Likeness;

public sealed class MatchScoreTests
{
    private static readonly ItemDraft Sea = Draft("The Quiet Sea", "Agnes Lindqvarn", 2001);

    public static TheoryData<string, string?, int?, double> Examples =>
        new()
        {
            { "The Quiet Sea", "Agnes Lindqvarn", 2001, 1 },
            { "the quiet sea!", "Lindqvarn, Agnès", 2001, 1 },
            { "The Quiet Sea", null, null, 1 },
            { "The Quiet Sea", "Agnes Lindqvarn", 2002, 0.925 },
            { "The Quiet Sea", "Agnes Lindqvarn", 2010, 0.85 },
            { "The Quiet Sea", "Bertil Quist", 2001, 0.75 },
            { "The Quiet Sea", "Bertil Quist", null, 0.7059 },
            { "The Loud Land", "Agnes Lindqvarn", 2001, 0 },
        };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Of_AnAnswer_IsTheMeanOfWhatBothTell(string title, string? creator, int? year, double score) =>
        Assert.Equal(score, MatchScore.Of(Sea, Draft(title, creator, year)), 3);

    [Fact]
    public void Of_AnotherNumberInTheSeries_IsNothing() =>
        Assert.Equal(0, MatchScore.Of(Sea with { SeriesNumber = 1 }, Sea with { SeriesNumber = 2 }));

    [Fact]
    public void Of_AnyTwo_IsWithinBoundsAndTheSameFromBothSides() =>
        Prop.ForAll(
                Drafts.Any(),
                Drafts.Any(),
                (one, other) => MatchScore.Of(one, other) is >= 0 and <= 1 and var score && score == MatchScore.Of(other, one)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Of_TheSame_IsOne() => Prop.ForAll(Drafts.Any(), draft => MatchScore.Of(draft, draft) == 1).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_ACreatorWhoDiffers_NeverScoresMore() =>
        Prop.ForAll(
                Drafts.Any(),
                Drafts.Any(),
                (one, other) =>
                {
                    var (named, strange) = (one with { Creators = ["Ann One"] }, other with { Creators = ["Bo Two"] });
                    return MatchScore.Of(named, strange) <= MatchScore.Of(named, other with { Creators = [] });
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Among_AnyCandidates_NeverTakesOneBelowTheThreshold() =>
        Prop.ForAll(
                Drafts.Any(),
                Drafts.Any(),
                Drafts.Any(),
                (item, one, other) =>
                {
                    var match = BestMatch.Among(item, [one, other], 0.85);
                    return match.Chosen is not { } chosen
                        || (MatchScore.Of(item, new[] { one, other }[chosen]) >= 0.85 && match.Refusal is null);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Among_AnyCandidates_TakesTheSameInEachOrder() =>
        Prop.ForAll(
                Drafts.Any(),
                Drafts.Any(),
                Drafts.Any(),
                (item, one, other) =>
                {
                    var (match, turned) = (BestMatch.Among(item, [one, other], 0.85), BestMatch.Among(item, [other, one], 0.85));
                    return (match.Chosen is null) == (turned.Chosen is null) && match.Score == turned.Score;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Among_TwoThatAreEquallyGood_IsATie_ButTheSameTwiceIsNot()
    {
        var (one, other) = (Sea with { ExternalId = "1" }, Sea with { ExternalId = "2" });

        Assert.Contains("tie", BestMatch.Among(Sea, [one, other], 0.85).Refusal, StringComparison.Ordinal);
        Assert.Equal(0, BestMatch.Among(Sea, [one, one], 0.85).Chosen);
        Assert.Equal(1, BestMatch.Among(Sea, [Draft("The Loud Land", null, null), one], 0.85).Chosen);
        Assert.Equal("nothing was found", BestMatch.Among(Sea, [], 0.85).Refusal);
    }

    private static ItemDraft Draft(string title, string? creator, int? year) =>
        new()
        {
            Kind = "title",
            Title = title,
            Creators = creator is null ? [] : [creator],
            PublishedAt = year is { } known ? new DateTime(known, 5, 1, 0, 0, 0, DateTimeKind.Utc) : null,
        };
}
