using ParserAdmin.Core.Sources.Definition;
using Xunit;
using static ParserAdmin.Tests.Sources.Definition.TypicalMistakes;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>Mistakes that nearly everybody makes once, in paths: links that lead nowhere, and paths and counts that nobody reads.</summary>
public sealed class PathMistakeTests
{
    [Theory]
    // Paths and links that lead nowhere
    [InlineData("detail: { path: item,", "detail: { path: items,", 30, 21, "there is no path 'items'; did you mean 'item'?")]
    [InlineData("  item:\n", "  items:\n", 31, 3, "unknown path 'items'; did you mean 'item', an item's own page?")]
    [InlineData("  catalog:\n", "  items:\n", 17, 3, "unknown path 'items'; did you mean 'catalog', the whole list?")]
    [InlineData(
        "link: url",
        "link: title",
        30,
        33,
        "the link has to be an address, but the field 'title' is a text of the page; write 'link: url'"
    )]
    [InlineData("link: url", "link: price", 30, 33, "the field 'price' is an amount of money; write 'link: url'")]
    [InlineData("link: url", "link: status", 30, 33, "the field 'status' is one of the words of its 'case'; write 'link: url'")]
    [InlineData(
        "path: list",
        "path: \"list?page={page}\"",
        18,
        11,
        "{page} stands for a field of an item, and 'catalog' is read before there is one"
    )]
    [InlineData("[\"https://example.org/\"]", "[\"www.example.org\"]", 5, 9, "write it in full, such as https://www.example.org/")]
    // Paths that no task reads
    [InlineData(
        "kind: catalog",
        "kind: channel",
        4,
        7,
        "'kind: channel' reads the path 'updates', and there is only 'catalog'; rename the path to 'updates', or write 'kind: catalog'"
    )]
    [InlineData("kind: catalog", "kind: listing", 4, 7, "'kind: listing' reads the path 'updates', and there is only 'catalog'")]
    // Counts that the site does not see
    [InlineData(
        "pagination: { next: { selector: .next }, maxPages: 20 }",
        "request: { form: { q: lem } }\n    pagination: { page: { parameter: seite } }",
        30,
        38,
        "the parameter 'seite' is not in what is posted; add it to 'form' with its first value, such as seite: 1, or to the path's "
            + "address if it belongs there"
    )]
    [InlineData(
        "pagination: { next: { selector: .next }, maxPages: 20 }",
        "request: { json: { variables: { q: lem } } }\n    pagination: { offset: { parameter: variables.skip } }",
        30,
        40,
        "the parameter 'variables.skip' is not in what is posted; add it to 'json' with its first value, such as variables: { skip: 0 }"
    )]
    [InlineData(
        "pagination: { next: { selector: .next }, maxPages: 20 }",
        "request: { form: { q: lem } }\n    pagination: { page: {} }",
        30,
        25,
        "the parameter 'page' is not in what is posted"
    )]
    public void Read_ATypicalMistake_SaysWhereAndWhatToDo(string text, string mistake, int line, int column, string message) =>
        AssertTold(text, mistake, line, column, message);

    [Theory]
    [InlineData("    path: \"list?page=1\"\n    request: { form: { q: lem } }")]
    [InlineData("    path: list\n    request: { form: { q: lem, page: 1 } }")]
    [InlineData("    path: list\n    request: { json: { page: 1 } }")]
    [InlineData("    path: list\n    request: { headers: { A: b } }")]
    public void Read_ACountThatTheSiteSees_IsTaken(string path)
    {
        var text = WithoutMistake
            .Replace("    path: list", path, StringComparison.Ordinal)
            .Replace("next: { selector: .next }", "page: {}", StringComparison.Ordinal);

        Assert.Empty(SourceDefinitionReader.Read(text).Errors);
    }

    [Fact]
    public void Read_UpdatesOfACatalogue_AreForACrawlBehindALoginOnly()
    {
        var updates = WithoutMistake.Replace("  catalog:\n", "  updates:\n", StringComparison.Ordinal);

        Assert.Empty(SourceDefinitionReader.Read(updates).Errors);

        var error = Assert.Single(
            SourceDefinitionReader
                .Read(updates.Replace("  test: { path: members/, selector: \"a#logout\" }\n", "", StringComparison.Ordinal))
                .Errors
        );
        Assert.Contains(
            "no task reads the path 'updates' of a source of 'kind: catalog'; rename the path to 'catalog', or write 'kind: channel'",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal((4, 7), (error.Line, error.Column));
    }
}
