using System.Text;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Cache;

public sealed class RememberingFetcherTests : IAsyncLifetime
{
    private FetchRig _rig = null!;
    private string _text = "one";

    public async Task InitializeAsync()
    {
        _rig = await FetchRig.StartAsync();
        _rig.Site.Answer = TaggedAsync;
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Fetch_UnchangedPage_IsAskedForConditionallyAndGivenBackWhole()
    {
        var first = await _rig.FetchAsync("/a");
        var second = await _rig.FetchAsync("/a");

        Assert.Equal((false, "one"), (first.NotModified, Text(first)));
        Assert.Equal((true, "one", "text/plain", 0L), (second.NotModified, Text(second), second.ContentType, second.BytesReceived));
        Assert.Equal([false, true], _rig.Site.Requests.Select(request => request.Headers.ContainsKey("If-None-Match")));
        Assert.Equal(1, _rig.Memory.Confirmed);
    }

    [Fact]
    public async Task Fetch_ChangedPage_ReplacesTheOldOne()
    {
        await _rig.FetchAsync("/a");
        _text = "two";
        var changed = await _rig.FetchAsync("/a");
        var again = await _rig.FetchAsync("/a");

        Assert.Equal((false, "two"), (changed.NotModified, Text(changed)));
        Assert.Equal((true, "two"), (again.NotModified, Text(again)));
    }

    [Fact]
    public async Task Fetch_LastModifiedAlone_IsEnough()
    {
        var modified = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        _rig.Site.Answer = context =>
        {
            context.Response.Headers.LastModified = modified.ToString("R");
            context.Response.StatusCode = context.Request.Headers.IfModifiedSince == modified.ToString("R") ? 304 : 200;
            return context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.WriteAsync("one");
        };

        await _rig.FetchAsync("/a");
        var second = await _rig.FetchAsync("/a");

        Assert.Equal((true, "one"), (second.NotModified, Text(second)));
    }

    [Theory]
    [InlineData("\"a\u0001b\"")]
    [InlineData("\"x\ty\"")]
    public async Task Fetch_RememberedTagThatNoRequestCanHold_IsNotSentAndReplaced(string tag)
    {
        await _rig.FetchAsync("/a");
        _rig.Memory.Pages.Single().Value.ETag = tag;

        var whole = await _rig.FetchAsync("/a");
        var unchanged = await _rig.FetchAsync("/a");

        Assert.Equal((false, "one", true), (whole.NotModified, Text(whole), unchanged.NotModified));
        Assert.Equal([false, false, true], _rig.Site.Requests.Select(request => request.Headers.ContainsKey("If-None-Match")));
    }

    [Theory]
    [InlineData("no-store")]
    [InlineData("private, No-Store, max-age=0")]
    public async Task Fetch_PageThatAsksNotToBeKept_IsNot(string cacheControl)
    {
        _rig.Site.Answer = context =>
        {
            context.Response.Headers.CacheControl = cacheControl;
            return TaggedAsync(context);
        };

        await _rig.FetchAsync("/a");

        Assert.Empty(_rig.Memory.Pages);
    }

    [Fact]
    public async Task Fetch_OtherHeaders_IsAnotherPage()
    {
        await _rig.FetchAsync("/a", FetchRig.Hasty with { Headers = new Dictionary<string, string> { ["Accept-Language"] = "en" } });
        var other = await _rig.FetchAsync(
            "/a",
            FetchRig.Hasty with
            {
                Headers = new Dictionary<string, string> { ["Accept-Language"] = "de" },
            }
        );

        Assert.False(other.NotModified);
        Assert.Equal(2, _rig.Memory.Pages.Count);
    }

    [Fact]
    public async Task Fetch_RedirectThatLeadsElsewhereNow_IsNotMistakenForUnchanged()
    {
        var target = "/one";
        _rig.Site.Answer = context =>
        {
            if (context.Request.Path != "/a")
            {
                return context.Request.Headers.IfNoneMatch.Count > 0
                    ? NotModifiedAsync(context)
                    : TaggedAsync(context, context.Request.Path);
            }

            context.Response.Redirect(target);
            return Task.CompletedTask;
        };
        await _rig.FetchAsync("/a");
        target = "/two";

        var page = await _rig.FetchAsync("/a");

        Assert.Equal((false, "/two", 4), (page.NotModified, Text(page), page.Requests));
    }

    private static string Text(FetchedPage page) => Encoding.UTF8.GetString(page.Body.Span);

    private static Task NotModifiedAsync(HttpContext context)
    {
        context.Response.StatusCode = 304;
        return Task.CompletedTask;
    }

    private static Task TaggedAsync(HttpContext context, string text)
    {
        var tag = $"\"{text.GetHashCode(StringComparison.Ordinal)}\"";
        context.Response.Headers.ETag = tag;
        context.Response.ContentType = "text/plain";
        return context.Request.Headers.IfNoneMatch == tag ? NotModifiedAsync(context) : context.Response.WriteAsync(text);
    }

    private Task TaggedAsync(HttpContext context) => TaggedAsync(context, _text);
}
