using System.Text;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Sessions;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Cache;

public sealed class ConditionalTests
{
    private static readonly DateTimeOffset Modified = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    [Fact]
    public async Task Fetch_FirstTime_BringsValidatorsAndFacts()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context =>
        {
            context.Response.Headers.ETag = "W/\"v1\"";
            context.Response.Headers.LastModified = Modified.ToString("R");
            context.Response.Headers.ContentType = "text/html;charset=windows-1251;broken";
            return context.Response.WriteAsync("page");
        };

        var page = await rig.FetchAsync("/a?b=c#d");

        Assert.Equal((rig.Site.At("/a?b=c"), 200, "text/html;charset=windows-1251;broken"), (page.Address, page.Status, page.ContentType));
        Assert.Equal(("W/\"v1\"", Modified, false), (page.ETag, page.LastModified, page.NotModified));
        Assert.Equal(("page", 4, 1), (Encoding.UTF8.GetString(page.Body.Span), page.BytesReceived, page.Requests));
        var sent = Assert.Single(rig.Site.Requests);
        Assert.Equal("/a?b=c", sent.Path);
        Assert.Equal("ParserAdmin/1.0 (+mailto:test@example.org)", sent.Headers["User-Agent"]);
        Assert.False(sent.Headers.ContainsKey("If-None-Match"));
        Assert.False(sent.Headers.ContainsKey("traceparent"));
        Assert.Equal([FetchEventKind.Answered, FetchEventKind.Fetched], rig.Events.Select(e => e.Kind));
    }

    [Fact]
    public async Task Fetch_UnchangedPage_IsNotModified()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context =>
        {
            context.Response.StatusCode = 304;
            context.Response.Headers.ETag = "\"v1\"";
            return Task.CompletedTask;
        };

        var page = await rig.FetchAsync(new FetchRequest(rig.Site.At("/"), FetchRig.Hasty, "\"v1\"", Modified));

        Assert.Equal((true, 304, 0, "\"v1\""), (page.NotModified, page.Status, page.Body.Length, page.ETag));
        var sent = Assert.Single(rig.Site.Requests);
        Assert.Equal("\"v1\"", sent.Headers["If-None-Match"]);
        Assert.Equal("Tue, 03 Feb 2026 04:05:06 GMT", sent.Headers["If-Modified-Since"]);
    }

    [Fact]
    public async Task Fetch_OwnHeadersAndUserAgent_AreSent()
    {
        await using var rig = await FetchRig.StartAsync();
        var politeness = FetchRig.Hasty with
        {
            UserAgent = "Reader/2",
            Headers = new Dictionary<string, string> { ["Accept"] = "application/json", ["X-Key"] = "да" },
        };

        await rig.FetchAsync("/", politeness);

        var sent = Assert.Single(rig.Site.Requests).Headers;
        Assert.Equal(("Reader/2", "application/json", "да"), (sent["User-Agent"], sent["Accept"], sent["X-Key"]));
    }

    [Theory]
    [InlineData("\"a\u0001b\"")]
    [InlineData("\"\u007f\"")]
    [InlineData("\"x\ty\"")]
    [InlineData("\"\u0085\"")]
    public async Task Fetch_TagThatNoRequestCanHold_IsNotKeptAndThePageIsFetchedWhole(string tag)
    {
        await using var site = RawSite.Start($"ETag: {tag}\r\nSet-Cookie: spoilt=a\u0001b\r\nSet-Cookie: sid=1");
        await using var rig = await FetchRig.StartAsync(allowed: _ => [site.At("/").Authority]);
        var request = new FetchRequest(site.At("/"), FetchRig.Hasty) { Session = new FetchSession() };

        var first = await rig.FetchAsync(request);
        var second = await rig.FetchAsync(request);

        Assert.Equal(
            (null, "hello", "hello"),
            (first.ETag, Encoding.UTF8.GetString(first.Body.Span), Encoding.UTF8.GetString(second.Body.Span))
        );
        Assert.Empty(rig.Memory.Pages);
        Assert.Equal([false, true], site.Requests.Select(head => head.Contains("Cookie: sid=1\r\n", StringComparison.Ordinal)));
        Assert.DoesNotContain(site.Requests, head => head.Contains("If-None-Match", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Host", "127.0.0.1")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("Content-Length", "5")]
    [InlineData("X-Split", "a\r\nHost: evil")]
    [InlineData("Bad Name", "x")]
    [InlineData("Content-Type", "text/plain")]
    public async Task Fetch_HeaderThatMayNotBeSet_IsRefusedUnsent(string name, string value)
    {
        await using var rig = await FetchRig.StartAsync();
        var politeness = FetchRig.Hasty with { Headers = new Dictionary<string, string> { [name] = value } };

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/", politeness));

        Assert.Equal(ErrorClass.Internal, error.Class);
        Assert.Empty(rig.Site.Requests);
    }
}
