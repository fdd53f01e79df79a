using System.Text.Json;
using System.Text.RegularExpressions;
using ParserAdmin.Core.Extraction.Feeds;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>Holds the published schema and the reference page to what the reader accepts.</summary>
public sealed partial class DefinitionSchemaTests
{
    private static readonly JsonElement Definitions = JsonDocument
        .Parse(Docs("source-definition.schema.json"))
        .RootElement.GetProperty("$defs");

    public static TheoryData<string, string[]> Mappings =>
        new()
        {
            { "source", [.. DefinitionKeys.Source] },
            { "fetch", [.. DefinitionKeys.Fetch] },
            { "path", [.. DefinitionKeys.Path] },
            { "rows", [.. DefinitionKeys.Rows] },
            { "field", [.. DefinitionKeys.Field] },
            { "pagination", [.. DefinitionKeys.Pagination] },
            { "next", [.. DefinitionKeys.Next] },
            { "count", [.. DefinitionKeys.Count] },
            { "cursor", [.. DefinitionKeys.PageCursor] },
            { "detail", [.. DefinitionKeys.Detail] },
            { "request", [.. DefinitionKeys.Request] },
            { "setting", [.. DefinitionKeys.Setting] },
            { "login", [.. DefinitionKeys.Login] },
            { "loginForm", [.. DefinitionKeys.LoginForm] },
            { "loginTest", [.. DefinitionKeys.LoginTest] },
            { "sample", [.. DefinitionKeys.Sample] },
            { "top", [.. DefinitionKeys.Top] },
            { "metadata", [.. DefinitionKeys.Metadata] },
        };

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Schema_KeysOfAMapping_AreTheReaders(string name, string[] keys)
    {
        var mapping = Definitions.GetProperty(name);

        Assert.Equal(keys.Order(), Keys(mapping.GetProperty("properties")).Order());
        Assert.False(mapping.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void Schema_PathNames_AreTheReaders() =>
        Assert.Equal(PathNames.All, Keys(Property("source", "paths").GetProperty("properties")));

    [Fact]
    public void Schema_Words_AreTheReaders()
    {
        Assert.Equal(DefinitionChoices.Kinds.Keys, Texts(Property("source", "kind").GetProperty("enum")));
        Assert.Equal(DefinitionChoices.Identities.Keys, Texts(Property("source", "identity").GetProperty("enum")));
        Assert.Equal(DefinitionChoices.Responses.Keys, Texts(Property("path", "response").GetProperty("enum")));
    }

    [Fact]
    public void Schema_FiltersThatStandAlone_AreTheReaders() =>
        Assert.Equal(
            FilterSignatures.All.Values.Where(shape => shape.StandsAlone).Select(shape => shape.Name).Order(),
            Texts(Forms()[0].GetProperty("enum")).Order()
        );

    [Fact]
    public void Schema_FiltersWithArguments_AreTheReaders()
    {
        var shapes = FilterSignatures.All.Values.Where(shape => shape.IsTable || shape.Arguments.Count > 0);

        Assert.Equal(
            shapes.Select(shape => $"{shape.Name}: {string.Join(' ', shape.Arguments.Select(a => a.Name).Order())}").Order(),
            Forms()
                .Skip(1)
                .Select(form => form.GetProperty("properties").EnumerateObject().Single())
                .Select(form => $"{form.Name}: {string.Join(' ', Arguments(form.Value).Order())}")
                .Order()
        );
    }

    [Fact]
    public void Reference_EveryKeyAndFilter_IsExplained()
    {
        var page = Docs("source-definition.md");
        var words = Mappings
            .SelectMany(row => (string[])row[1])
            .Concat(FilterSignatures.All.Keys)
            .Concat(PathNames.All)
            .Concat(FilterSignatures.All.Values.SelectMany(shape => shape.Arguments).Where(a => !a.Required).Select(a => a.Name));

        Assert.All(words, word => Assert.Contains($"`{word}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Reference_Examples_AreValid() =>
        Assert.All(
            Example().Matches(Docs("source-definition.md")),
            example => Assert.Empty(SourceDefinitionReader.Read(example.Groups[1].Value).Errors)
        );

    [Fact]
    public void Reference_EveryNameOfAFeed_IsExplained() =>
        Assert.All(
            FeedNames.Names.Except(["next", "category", "description", "copyright"]),
            name => Assert.Contains($"`{name}`", Docs("source-definition.md"), StringComparison.Ordinal)
        );

    private static JsonElement Property(string mapping, string key) =>
        Definitions.GetProperty(mapping).GetProperty("properties").GetProperty(key);

    private static JsonElement[] Forms() => [.. Definitions.GetProperty("filter").GetProperty("anyOf").EnumerateArray()];

    private static IEnumerable<string> Arguments(JsonElement form)
    {
        var forms = form.TryGetProperty("anyOf", out var several) ? several.EnumerateArray().ToArray() : [form];
        return forms.Where(f => f.TryGetProperty("properties", out _)).SelectMany(f => Keys(f.GetProperty("properties")));
    }

    private static IEnumerable<string> Keys(JsonElement mapping) => mapping.EnumerateObject().Select(property => property.Name);

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);

    private static string Docs(string file) => File.ReadAllText(Repository.Path("docs", file));

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
