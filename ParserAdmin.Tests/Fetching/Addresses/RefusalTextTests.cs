using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Http;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Addresses;

public sealed class RefusalTextTests
{
    [Theory]
    [InlineData(400, "text/html; charset=utf-8", "falsch:  {'rubrik':\n 'x'}", "It says: \"falsch: {'rubrik': 'x'}\"")]
    [InlineData(
        400,
        "text/html",
        "<html><style>p { x }</style><p>rubrik&nbsp;fehlt</p><script>a</script></html>",
        "It says: \"rubrik fehlt\""
    )]
    [InlineData(422, "application/problem+json", "{\"detail\": \"no page\"}", "It says: \"{\"detail\": \"no page\"}\"")]
    [InlineData(415, "text/plain", "token c%26rrect+h%C3%B6rse and c&rrect hörse", "It says: \"token … and …\"")]
    [InlineData(405, "text/plain", "nein", "The page may want a POST: add 'request' to the path.")]
    public async Task Fetch_ARefusedRequest_QuotesTheAnswer(int status, string type, string body, string expected)
    {
        var error = await FailAsync(status, type, body, null);

        Assert.EndsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "image/png", "bytes")]
    [InlineData(400, "text/plain", "  ")]
    [InlineData(403, "text/plain", "no")]
    public async Task Fetch_AnAnswerWithoutWords_QuotesNothing(int status, string type, string body) =>
        Assert.DoesNotContain("It says", (await FailAsync(status, type, body, null)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Fetch_ALongAnswer_IsCut() =>
        Assert.EndsWith(
            $"\"{new string('x', 199)}…\"",
            (await FailAsync(400, "text/plain", new string('x', 500), null)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Fetch_APostThatIsNotTaken_DoesNotAskForAPost() =>
        Assert.Contains(
            "It takes no POST for this address",
            (await FailAsync(405, "text/plain", "no", RequestBody.OfForm([new("a", "b")], repeatable: true))).Message,
            StringComparison.Ordinal
        );

    private static async Task<FetchException> FailAsync(int status, string type, string body, RequestBody? posted)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            await context.Response.WriteAsync(body);
        };
        var request = new FetchRequest(rig.Site.At("/page"), FetchRig.Hasty) { Body = posted, Secrets = ["c&rrect hörse"] };
        return await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync(request));
    }
}
