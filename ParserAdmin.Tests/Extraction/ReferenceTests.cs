using Xunit;

namespace ParserAdmin.Tests.Extraction;

/// <summary>What the reference page promises of selectors, <c>case</c>, <c>lines</c>, <c>regex</c> and <c>money</c>.</summary>
public sealed class ReferenceTests
{
    private const string Page = """
        <!doctype html>
        <article class="book"><h2>Solaris</h2> <p class="star-rating Three"></p> <p class="stars stars-4"></p> <b>9,99 €</b>
          <dl><dt>Author</dt><dd>Lem</dd><dt>Pages</dt><dd>about 204 pages</dd></dl>
          <div class="text">First<br>Second<p></p><p>Third
            part</p></div></article>
        <article class="book"><h2>Eden</h2> <p class="star-rating"></p></article>
        <article class="advert">Buy!</article>
        """;

    [Theory]
    [InlineData("article:has(h2)", "title: { selector: h2 }", "title=Solaris|title=Eden")]
    [InlineData("article:has(.Three)", "title: { selector: h2 }", "title=Solaris")]
    [InlineData("article:contains('Buy')", "title: {}", "title=Buy!")]
    [InlineData("article:not(:has(h2))", "title: {}", "title=Buy!")]
    [InlineData("article:has(dl)", "title: { selector: \"dt:contains(Author) + dd\" }", "title=Lem")]
    [InlineData(
        "article:has(h2)",
        "rating: { selector: .star-rating, case: { .One: \"1\", .Two: \"2\", .Three: \"3\" }, optional: true, filters: [number] }",
        "rating=3|"
    )]
    [InlineData(
        "article:has(dl)",
        "rating: { selector: .stars, attribute: class, filters: [{ regex: 'stars-(\\d)' }, number] }",
        "rating=4"
    )]
    [InlineData("article:has(dl)", "text: { selector: .text, lines: true }", "text=First\nSecond\nThird part")]
    [InlineData(
        "article:has(dl)",
        "text: { selector: .text, lines: true, filters: [{ split: { separator: \"\\n\", index: 1 } }] }",
        "text=Second"
    )]
    [InlineData(
        "article:has(dl)",
        "pages: { selector: \"dt:contains(Pages) + dd\", filters: [{ regex: '\\d+ pages' }] }",
        "pages=204 pages"
    )]
    [InlineData("article:has(dl)", "price: { selector: b, filters: [money] }", "price=9.99 EUR")]
    public void Extract_WhatTheReferenceShows_ComesOut(string rows, string field, string expected)
    {
        // The reader asks for a title; it is left out of what is compared.
        var title = field.StartsWith("title", StringComparison.Ordinal) ? "" : "  title: { default: x, selector: nothing }\n";
        var found = Extracting.Rows(Page, $"rows: {{ selector: \"{rows}\" }}\nfields:\n{title}  {field}");

        Assert.Equal(
            expected,
            string.Join(
                '|',
                found.Select(row => row.Replace("title=x; ", "", StringComparison.Ordinal).Replace("title=x", "", StringComparison.Ordinal))
            )
        );
    }
}
