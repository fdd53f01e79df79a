using System.Net;
using System.Net.Http.Headers;
using ParserAdmin.Tests.Auth;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Layout;

/// <summary>Where nothing is, who is signed in keeps the frame with STOP; a stranger and a program are told in their own way.</summary>
[Collection(PortalHostCollection.Name)]
public sealed class NotFoundTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("/portal")]
    [InlineData("/portal/nothing?q=1")]
    [InlineData("/portal/jobs/not-an-id")]
    [InlineData("/portal/jobs/not-an-id/log.txt")]
    [InlineData("/portal/sources/demo/nothing")]
    [InlineData("/nothing/at/all")]
    public async Task Page_OfAPerson_IsThePortalsOwn(string path)
    {
        var (status, page) = await AskAsync(path, "text/html", PortalHost.AdminKey);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("data-stop-form", page, StringComparison.Ordinal);
        Assert.Contains("<!--Blazor:{\"type\":\"server\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAStranger_DoesNotTellWhetherItIsThere()
    {
        var (status, page) = await AskAsync("/portal/nothing", "text/html", key: null);

        Assert.Equal((HttpStatusCode.Found, ""), (status, page));
    }

    [Fact]
    public async Task Call_OfAProgram_IsAProblem()
    {
        var (status, answer) = await AskAsync("/portal/nothing", "application/json", PortalHost.AdminKey);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("\"field\":\"address\"", answer, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string path, string accept, string? key)
    {
        using var client = TestHttp.Client(host.Address.ToString());
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await client.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
