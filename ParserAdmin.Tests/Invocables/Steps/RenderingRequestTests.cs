using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

public sealed class RenderingRequestTests
{
    private const string Paths = """
        version: 1
        id: spa
        name: A shop made of scripts
        kind: catalog
        links: ["https://example.org/"]
        fetch: { renderer: browser, wait: .book, waitTimeout: 20s, images: true }
        paths:
          catalog:
            path: books
            rows: { selector: li }
            fields: { title: { selector: a }, url: { selector: a, attribute: href, filters: [url] } }
            detail: { path: item, link: url }
          item:
            renderer: http
            rows: { selector: main }
            fields: { price: { selector: .price, filters: [money] } }
          search:
            path: search
            wait: .hit
            rows: { selector: .hit }
            fields: { title: { selector: a } }
        """;

    [Fact]
    public void Of_Source_WantsABrowserUnlessItsPathDoesNot()
    {
        var source = SourceDefinitionReader.Read(Paths).Definition!;

        var catalog = RenderingRequest.Of(source.Fetch, source.Paths["catalog"])!;
        Assert.Equal((".book", TimeSpan.FromSeconds(20), true), (catalog.Wait, catalog.WaitTimeout, catalog.Images));
        Assert.Null(RenderingRequest.Of(source.Fetch, source.Paths["item"]));
        Assert.Equal(".hit", RenderingRequest.Of(source.Fetch, source.Paths["search"])!.Wait);
    }

    [Fact]
    public void Of_SourceThatSaysNothing_WantsNone() =>
        Assert.Null(
            RenderingRequest.Of(
                FetchOptions.Default,
                new PathDefinition(null, ResponseType.Html, null!, new Dictionary<string, FieldDefinition>(), null, null)
            )
        );
}
