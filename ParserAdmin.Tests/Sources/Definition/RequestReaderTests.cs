using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

public sealed class RequestReaderTests
{
    [Theory]
    [InlineData(
        "{ json: { a: 1, b: 1.5, c: true, d: null, e: \"1\", f: text 2, g: [1, x], h: { i: -2 }, j: 007, k: 1e400 } }",
        """{"a":1,"b":1.5,"c":true,"d":null,"e":"1","f":"text 2","g":[1,"x"],"h":{"i":-2},"j":"007","k":1e400}"""
    )]
    [InlineData("{ json: {} }", "{}")]
    public void Read_Json_KeepsTypesAsWritten(string request, string json) =>
        Assert.Equal(json, Read(request).Definition!.Paths["catalog"].Request!.Json!.ToJsonString());

    [Theory]
    [InlineData("{}", "says nothing; add 'form' or 'json'")]
    [InlineData("{ form: { a: b }, json: { a: b } }", "only one can be posted; remove 'form' or 'json'")]
    [InlineData("{ form: { a: \"{{ .Config.key }}\" } }", "there is no setting 'key'")]
    [InlineData("{ json: { a: [\"{{ .Config.key }}\"] } }", "there is no setting 'key'")]
    [InlineData("{ headers: { Host: example.org } }", "the header 'Host' is set by the program")]
    [InlineData("{ form: [a, b] }", "must be a mapping (key: value)")]
    [InlineData("{ method: post }", "unknown key 'method'; 'form' or 'json' says what to post")]
    public void Read_Mistake_IsOneErrorThatSaysWhatToDo(string request, string message) =>
        Assert.Contains(message, Assert.Single(Read(request).Errors).Message, StringComparison.Ordinal);

    private static SourceDefinitionResult Read(string request) =>
        SourceDefinitionReader.Read(
            $$"""
            version: 1
            id: shop
            name: A shop
            kind: catalog
            links: ["https://example.org/"]
            paths:
              catalog:
                path: list
                request: {{request}}
                rows: { selector: article }
                fields: { title: { selector: h2 }, url: { selector: a, attribute: href, filters: [url] } }

            """
        );
}
