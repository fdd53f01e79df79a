using Xunit;
using static ParserAdmin.Tests.Studio.Previews;

namespace ParserAdmin.Tests.Studio;

/// <summary>What is told where the way to a next page, or to the listings, is not found on the page.</summary>
public sealed class PreviewPaginationHintsTests
{
    [Theory]
    [InlineData(
        """<div class="pages"><span class="next"><a href="/list?page=2">›</a></span></div>""",
        "the selector 'a.next' found nothing on this page",
        "look at '.next a', which is here and leads to /list?page=2."
    )]
    [InlineData(
        """<a class="next">›</a>""",
        "what the selector 'a.next' found has no attribute 'href'",
        "look for the place in the page's source."
    )]
    [InlineData(
        """<a class="next" href="#">›</a>""",
        "what the selector 'a.next' found leads to no other page ('#')",
        "look for the place in the page's source."
    )]
    public void Run_ANextLinkThatLeadsNowhere_IsAHint(string pages, string what, string where)
    {
        var preview = Run(
            Shop,
            "catalog",
            Page.Replace("""<a class="next" href="/list?page=2">next</a>""", pages, StringComparison.Ordinal)
        );

        Assert.Null(preview.Next);
        Assert.Equal($"pagination.next: {what}. If there are further pages (the last one has none), {where}", Assert.Single(preview.Hints));
    }

    [Fact]
    public void Run_ANextSelectorOfTheItemAroundTheLink_SaysToGoOnToTheLink() =>
        Assert.EndsWith(
            "try 'li.next a'.",
            Assert.Single(
                Run(
                    Shop.Replace("a.next", "li.next", StringComparison.Ordinal),
                    "catalog",
                    Page.Replace("<a class=\"next\"", "<li class=\"next\"><a", StringComparison.Ordinal)
                ).Hints
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(
        "{\"items\":[{\"t\":\"A\"}],\"nextCursor\":\"c2\"}",
        "pagination.cursor: the selector '$.cursor' found nothing on this page. If there are further pages (the last one has none), "
            + "look at what the answer holds: items, nextCursor."
    )]
    [InlineData("{\"items\":[{\"t\":\"A\"}],\"cursor\":null}", null)]
    [InlineData("{\"items\":[{\"t\":\"A\"}],\"cursor\":\"c2\"}", null)]
    public void Run_ACursorThatIsNotThere_IsAHintButNotWhereTheAnswerSaysThatItIsTheLast(string body, string? hint)
    {
        var yaml =
            Least("json", "rows: { selector: '$.items[*]' }", "title: { selector: $.t }")
            + "    pagination: { cursor: { selector: $.cursor } }\n";

        Assert.Equal(hint, Run(yaml, "catalog", body).Hints.SingleOrDefault());
    }

    [Fact]
    public void Run_ListingsThatFindNothing_IsAHintBesideTheProblem()
    {
        var preview = Run(
            Shop.Replace("pagination: {", "pagination: { listings: { selector: nav a },", StringComparison.Ordinal),
            "catalog",
            "<p>welcome</p>"
        );

        Assert.Contains("Nothing on the page matches 'rows'", preview.Problem, StringComparison.Ordinal);
        Assert.Contains(
            preview.Hints,
            hint =>
                hint.StartsWith(
                    "pagination.listings: the selector 'nav a' found nothing on this page. If the page links to listings,",
                    StringComparison.Ordinal
                )
        );
    }
}
