using ParserAdmin.Core.Data.Search;
using Xunit;

namespace ParserAdmin.Tests.Data;

public sealed class SearchTokensTests
{
    [Theory]
    [InlineData("100% Wool_Hat", "100 wool hat")]
    [InlineData("Мастер и Маргарита. ЁЖ; чай", "мастер и маргарита еж чай")]
    [InlineData("Ångström café ＦＵＬＬ ﬁn", "angstrom cafe full fin")]
    [InlineData("進撃の巨人 season 2", "進 撃 の 巨 人 season 2")]
    [InlineData("한국어", "한국어")]
    [InlineData("ガンダム", "ガ ン ダ ム")]
    [InlineData("naïve — 'rock’n’roll' \"AND\" NEAR(x)", "naive rock n roll and near x")]
    [InlineData("?!… \ud800", "")]
    public void Of_Text_IsItsWordsFolded(string text, string expected) => Assert.Equal(expected, string.Join(' ', SearchTokens.Of(text)));

    [Fact]
    public void Of_ALongWord_IsCutTheSameInTextAndQuestion() =>
        Assert.Equal(SearchTokens.LongestWord, Assert.Single(SearchTokens.Of(new string('x', 500))).Length);

    [Fact]
    public void Label_SignsCount_CaseAndAccentsDoNot()
    {
        Assert.NotEqual(SearchTokens.Label('\ue100', "C++"), SearchTokens.Label('\ue100', "C"));
        Assert.NotEqual(SearchTokens.Label('\ue100', "C"), SearchTokens.Label('\ue101', "C"));
        Assert.Equal(SearchTokens.Label('\ue100', "José  SARAMAGO"), SearchTokens.Label('\ue100', "Jose Saramago"));
        Assert.DoesNotContain(' ', SearchTokens.Label('\ue100', "José Saramago"));
    }

    [Fact]
    public void Parse_QuotesAndSigns_BecomeTermsAndPhrases()
    {
        var asked = SearchQuery.Parse("sea \"Big Lake\" x-ray");

        Assert.Equal([new("sea", true), new("big", false), new("lake", false), new("x", false), new("ray", true)], asked.Terms);
        Assert.Equal(["big lake ", "x ray"], asked.Phrases);
    }
}
