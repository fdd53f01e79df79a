using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Studio;

public sealed class SampleTestsTests : IAsyncLifetime
{
    private const string Definition = """
        version: 1
        id: shop
        name: A shop
        kind: catalog
        links: ["https://example.org/"]
        identity: hash
        paths:
          catalog:
            path: list
            rows: { selector: article }
            fields:
              title: { selector: h2 }
              price: { selector: .price, optional: true, filters: [money] }
              genres: { selector: i, all: true, optional: true }
              publishedAt: { selector: time, optional: true, filters: [date] }
            pagination: { next: { selector: a.next } }
        samples:
          - name: first page
            path: catalog
            at: 2026-05-04T12:00:00Z
            answer: |
              <article><h2>Solaris</h2><b class="price">9.90 EUR</b><i>sf</i><i>novel</i><time>2 hours ago</time></article>
              <article><h2>Eden</h2></article>
              <a class="next" href="?page=2">next</a>
            rows:
              - { title: Solaris, price: 9.9 EUR, genres: [sf, novel], publishedAt: 2026-05-04T10:00:00Z }
              - { title: Eden, price: null }
            next: https://example.org/list?page=2

        """;

    private CoreHost _host = null!;

    public async Task InitializeAsync() => _host = await CoreHost.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Save_SamplesThatHold_IsStored() => Assert.True((await SaveAsync(Definition)).Succeeded);

    [Theory]
    [InlineData("9.9 EUR", "9.8 EUR", 26, "row 1, field 'price': expected '9.8 EUR', found '9.9 EUR'")]
    [InlineData("[sf, novel]", "[sf]", 26, "row 1, field 'genres': expected 'sf', found [sf, novel]")]
    [InlineData("price: null", "price: 5 EUR", 27, "row 2, field 'price': expected '5 EUR', found nothing")]
    [InlineData("title: Eden, price: null", "title: null", 27, "row 2, field 'title': expected nothing, found 'Eden'")]
    [InlineData(
        "list?page=2\n",
        "list?page=3\n",
        28,
        "next page: expected 'https://example.org/list?page=3', found 'https://example.org/list?page=2'"
    )]
    [InlineData("selector: h2", "selector: h3", 26, "row 1, field 'title': expected 'Solaris', found nothing")]
    [InlineData("selector: article", "selector: h2", 18, "expected 2 rows, found 2", false)]
    [InlineData("    rows:\n", "    count: 3\n    rows:\n", 18, "expected 3 rows, found 2; correct the path, or 'count'")]
    [InlineData("9.90 EUR<", "on request<", 26, "the filter 'money' of the field 'price' failed on 'on request'")]
    public async Task Save_ASampleThatFails_SaysWhichRowFieldExpectedAndFound(
        string text,
        string mistake,
        int line,
        string message,
        bool told = true
    )
    {
        Assert.Contains(text, Definition, StringComparison.Ordinal);
        var yaml = Definition.Replace(text, mistake, StringComparison.Ordinal);

        var result = await SaveAsync(yaml);

        Assert.Equal(CommandStatus.Unprocessable, result.Status);
        var errors = (await _host.Get<DefinitionInspector>().InspectAsync(yaml, null, CancellationToken.None)).Errors;
        if (told)
        {
            Assert.Contains(
                errors,
                error =>
                    error.Line == line
                    && error.Message.StartsWith("sample 'first page'", StringComparison.Ordinal)
                    && error.Message.Contains(message, StringComparison.Ordinal)
            );
        }

        Assert.Null(await _host.Get<SourceQueries>().FindAsync("shop", CancellationToken.None));
    }

    [Theory]
    [InlineData("    path: catalog\n    at", "    path: katalog\n    at", "there is no path 'katalog'; did you mean 'catalog'?")]
    [InlineData("{ title: Eden, price: null }", "{ titel: Eden }", "unknown key 'titel'; did you mean 'title'?")]
    [InlineData("at: 2026-05-04T12:00:00Z", "at: yesterday", "is not a time; write one such as")]
    [InlineData("at: 2026-05-04T12:00:00Z", "file: ../secret", "does not lie beside the definition")]
    [InlineData("at: 2026-05-04T12:00:00Z", "file: page.html", "has an 'answer' already")]
    public void Read_ASampleWithAMistake_SaysWhere(string text, string mistake, string message) =>
        Assert.Contains(
            SourceDefinitionReader.Read(Definition.Replace(text, mistake, StringComparison.Ordinal)).Errors,
            error => error.Message.Contains(message, StringComparison.Ordinal)
        );

    [Fact]
    public void Read_ALongAnswer_BelongsInAFile() =>
        Assert.Contains(
            "longer than 64 KiB",
            Assert
                .Single(
                    SourceDefinitionReader
                        .Read(Definition.Replace("<h2>Solaris", new string('x', 70_000) + "<h2>Solaris", StringComparison.Ordinal))
                        .Errors
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Save_ASampleInAFileThatIsElsewhere_IsNotRunHere() =>
        Assert.True(
            (
                await SaveAsync(
                    Definition[..Definition.IndexOf("samples:", StringComparison.Ordinal)]
                        + "samples: [{ path: catalog, file: page.html, count: 3 }]\n"
                )
            ).Succeeded
        );

    private Task<CommandResult<Source>> SaveAsync(string yaml) =>
        _host.Get<SourceCommands>().SaveAsync(Actors.Admin, yaml, null, CancellationToken.None);
}
