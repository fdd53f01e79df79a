using ParserAdmin.Demo;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class PreviewEndpointTests(PortalHost host) : IClassFixture<PortalHost>
{
    private string Yaml => DemoDefinition.Yaml(host.Address);

    [Fact]
    public async Task Preview_AYamlBody_FetchesThePathAndTellsItsRows()
    {
        var preview = (await host.Admin.SendTextAsync(HttpMethod.Post, "/sources/preview?path=catalog", Yaml, "application/yaml")).Expect(
            200
        );

        var row = preview.GetProperty("rows")[0];
        Assert.NotEmpty(row.GetProperty("values").GetProperty("title").GetString()!);
        Assert.StartsWith($"{host.Address}demo/", row.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("money", row.GetProperty("fields")[3].GetProperty("steps")[0].GetProperty("filter").GetString());
        Assert.Contains("page=2", preview.GetProperty("next").GetString(), StringComparison.Ordinal);
        Assert.StartsWith(
            "<!DOCTYPE html>",
            preview.GetProperty("answer").GetProperty("body").GetString(),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Contains(
            "<article",
            preview.GetProperty("answer").GetProperty("body").GetString()![row.GetProperty("place").GetProperty("start").GetInt32()..],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Preview_ItsOwnAnswerSentBack_IsTakenAsItWas()
    {
        var first = (await host.Admin.PostAsync("/sources/preview", new { definition = Yaml, path = "catalog" })).Expect(200);
        var answer = first.GetProperty("answer");

        var again = (
            await host.Admin.PostAsync(
                "/sources/preview",
                new
                {
                    definition = Yaml,
                    path = "catalog",
                    answer,
                }
            )
        ).Expect(200);

        Assert.Equal(
            first.GetProperty("rows")[0].GetProperty("values").GetRawText(),
            again.GetProperty("rows")[0].GetProperty("values").GetRawText()
        );
    }

    [Theory]
    [InlineData("path=nothing", "path")]
    [InlineData("path=catalog&url=ftp%3A%2F%2Fexample.org%2Fx", "url")]
    public async Task Preview_OfWhatIsNotThere_NamesTheField(string query, string field)
    {
        var refused = (
            await host.Admin.SendTextAsync(HttpMethod.Post, $"/sources/preview?{query}", Yaml, "application/yaml")
        ).ExpectProblem(422);

        Assert.Equal(field, refused.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Preview_ASavedAnswer_IsReadWithoutARequest()
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(
            "<article class='title' data-id='7'><h2><a href='/demo/7'>Caf\u00e9</a></h2><b class='price'>7 EUR</b><img src='/i'></article>"
        );
        var answer = new
        {
            bodyBase64 = Convert.ToBase64String(bytes),
            contentType = "text/html; charset=iso-8859-1",
            url = "https://example.org/list",
        };

        var preview = (
            await host.Admin.PostAsync(
                "/sources/preview",
                new
                {
                    definition = Yaml,
                    path = "catalog",
                    answer,
                }
            )
        ).Expect(200);

        var values = preview.GetProperty("rows")[0].GetProperty("values");
        Assert.Equal(
            ("Caf\u00e9", "7 EUR", "https://example.org/demo/7"),
            (values.GetProperty("title").GetString(), values.GetProperty("price").GetString(), values.GetProperty("url").GetString())
        );
        Assert.False(preview.TryGetProperty("answer", out _));
    }

    [Fact]
    public async Task Preview_ABadDefinition_Is422WithLineAndColumn()
    {
        var problem = (
            await host.Admin.PostAsync(
                "/sources/preview",
                new { definition = Yaml.Replace("selector: h1", "selector: 'h1['", StringComparison.Ordinal) }
            )
        ).ExpectProblem(422);

        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.True(error.GetProperty("line").GetInt32() > 1);
        Assert.Equal("paths.item.fields.title.selector", error.GetProperty("path").GetString());
    }

    [Fact]
    public async Task Preview_APrivateAddress_Is502AndAnUnknownPath422()
    {
        (await host.Admin.PostAsync("/sources/preview", new { definition = Yaml, url = "http://10.0.0.1/" })).ExpectProblem(502);
        (await host.Admin.PostAsync("/sources/preview", new { definition = Yaml, path = "nothing" })).ExpectProblem(422);
        (await host.Admin.PostAsync("/sources/preview", new { path = "catalog" })).ExpectProblem(400);
    }
}
