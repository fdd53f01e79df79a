using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

public sealed class SourceDefinitionReaderTests
{
    [Fact]
    public void Read_FullDefinition_GivesEveryValue()
    {
        var source = Definitions.Read(Definitions.Full);

        Assert.Equal(
            (1, "demo", "Demo catalogue", SourceKind.Catalog, "en"),
            (source.Version, source.Id, source.Name, source.Kind, source.Language)
        );
        Assert.Equal(["http://localhost:5080/demo/", "https://mirror.example/demo"], source.Links.Select(link => link.AbsoluteUri));
        Assert.Equal(IdentityPolicy.ExternalId, source.Identity);
        Assert.Equal(
            (TimeSpan.FromMilliseconds(35), 2, TimeSpan.FromSeconds(10)),
            (source.Fetch.Delay, source.Fetch.Concurrency, source.Fetch.Timeout)
        );
        Assert.Equal(
            ("Tester/1.0", "windows-1251", "en"),
            (source.Fetch.UserAgent, source.Fetch.Encoding, source.Fetch.Headers["accept-language"])
        );
        Assert.Equal(["catalog", "item", "episodes"], source.Paths.Keys);
    }

    [Fact]
    public void Read_FullDefinition_GivesPath()
    {
        var path = Definitions.Read(Definitions.Full).Paths["catalog"];

        Assert.Equal(("catalogue", ResponseType.Html, "article.title"), (path.Path, path.Response, path.Rows.Selector));
        Assert.Equal(new PaginationDefinition(new NextLinkDefinition("a[rel=next]", "href"), 50), path.Pagination);
        Assert.Equal(new DetailDefinition("item", "url"), path.Detail);
        Assert.Equal(
            (null, "data-id", false, false),
            (
                path.Fields["externalId"].Selector,
                path.Fields["externalId"].Attribute,
                path.Fields["externalId"].All,
                path.Fields["externalId"].Optional
            )
        );
        Assert.True(path.Fields["genres"].All);
        Assert.True(path.Fields["price"].Optional);
        Assert.Equal(("1900", "small"), (path.Fields["year"].Default, path.Fields["year"].Remove));
        Assert.Equal([new CaseBranch(".sold", "sold"), new CaseBranch("*", "for sale")], path.Fields["status"].Cases);
    }

    [Fact]
    public void Read_FullDefinition_GivesFiltersWithArguments()
    {
        var filters = Definitions.Read(Definitions.Full).Paths["catalog"].Fields["note"].Filters;

        Assert.Equal(
            ["replace", "split", "regex", "append", "prepend", "map", "stripTags", "htmlDecode", "lower", "upper", "date"],
            filters.Select(filter => filter.Name)
        );
        Assert.Equal(("a", "b"), (filters[0].Arguments.Get("from"), filters[0].Arguments.Get("to")));
        Assert.Equal((",", 0), (filters[1].Arguments.Get("separator"), filters[1].Arguments.FindIndex("index")));
        Assert.Equal(("(x)(y)?", 2), (filters[2].Arguments.Get("pattern"), filters[2].Arguments.FindIndex("group")));
        Assert.Equal("5", filters[4].Arguments.Get("text"));
        Assert.Equal("one", filters[5].Arguments.Table["1"]);
        Assert.Equal(["dd.MM.yyyy", "yyyy"], filters[10].Arguments.List);
        Assert.Equal("Europe/Berlin", filters[10].Arguments.Find("timeZone"));
    }

    [Fact]
    public void Read_LeastDefinition_HasDefaults()
    {
        var source = Definitions.Read(Definitions.Least);

        Assert.Equal(FetchOptions.Default, source.Fetch);
        Assert.Equal(IdentityPolicy.Url, source.Identity);
        Assert.Null(source.Language);
        Assert.Null(source.Paths["catalog"].Pagination);
        Assert.Equal(ResponseType.Html, source.Paths["catalog"].Response);
    }

    [Fact]
    public void Read_PaginationWithoutAttribute_ReadsHref()
    {
        var source = Definitions.Read(Definitions.Least + "\n    pagination: { next: { selector: .next } }\n");

        Assert.Equal(
            new PaginationDefinition(new NextLinkDefinition(".next", "href"), PaginationDefinition.DefaultMaxPages),
            source.Paths["catalog"].Pagination
        );
    }

    [Fact]
    public void Read_ByteOrderMarkAndWindowsLines_AreAccepted() => Definitions.Read("\uFEFF" + Definitions.Full.ReplaceLineEndings("\r\n"));
}
