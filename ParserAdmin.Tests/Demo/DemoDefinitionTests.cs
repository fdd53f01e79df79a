using AngleSharp.Dom;
using ParserAdmin.Demo;
using ParserAdmin.Demo.Data;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace ParserAdmin.Tests.Demo;

public sealed class DemoDefinitionTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/demo/")]
    [InlineData("https://example.org/parser/?a=b", "https://example.org/parser/demo/")]
    public void Yaml_ForAnAddress_LinksToItsDemo(string address, string link)
    {
        var yaml = DemoDefinition.Yaml(new Uri(address));

        Assert.Equal(link, Parse(yaml)["links"][0].ToString());
        Assert.Equal(DemoDefinition.SourceId, Parse(yaml)["id"].ToString());
        Assert.Contains("path: \"{url}\"", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("{base}", yaml.Split("version:")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Yaml_ForARelativeAddress_IsRefused() =>
        Assert.Throws<ArgumentException>(() => DemoDefinition.Yaml(new Uri("/demo", UriKind.Relative)));

    [Theory]
    [InlineData("catalog", "/demo/catalogue", 24)]
    [InlineData("item", "/demo/titles/t-0002", 1)]
    [InlineData("episodes", "/demo/titles/t-0002", null)]
    public async Task Yaml_EveryField_FindsSomethingInEveryRow(string path, string page, int? rows)
    {
        await using var host = await DemoHost.StartAsync();
        var document = await host.PageAsync(page);
        var definition = Parse(DemoDefinition.Yaml(new Uri("http://localhost")))["paths"][path];

        var found = document.QuerySelectorAll(definition["rows"]["selector"].ToString()).ToList();

        Assert.Equal(rows ?? DemoCatalogue.At(host.Clock.Utc).Find("t-0002")!.Episodes.Count, found.Count);
        foreach (var (name, field) in ((YamlMappingNode)definition["fields"]).Children)
            Assert.All(found, row => Assert.False(string.IsNullOrWhiteSpace(Value(row, (YamlMappingNode)field)), $"{path}.{name}"));
    }

    private static string? Value(IElement row, YamlMappingNode field)
    {
        var at = field.Children.TryGetValue("selector", out var selector) ? row.QuerySelector(selector.ToString()) : row;
        return field.Children.TryGetValue("attribute", out var attribute) ? at?.GetAttribute(attribute.ToString()) : at?.TextContent;
    }

    private static YamlNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents[0].RootNode;
    }
}
