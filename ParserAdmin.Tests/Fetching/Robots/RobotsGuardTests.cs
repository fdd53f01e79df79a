using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Robots;

public sealed class RobotsGuardTests : IAsyncLifetime
{
    private static readonly FetchPoliteness Obedient = FetchRig.Hasty with { ObeyRobots = true };
    private FetchRig _rig = null!;
    private Func<HttpContext, Task> _robots = context => context.Response.WriteAsync("User-agent: *\nDisallow: /private/");

    private IEnumerable<string> Paths => _rig.Site.Requests.Select(request => request.Path);

    public async Task InitializeAsync()
    {
        _rig = await FetchRig.StartAsync();
        _rig.Site.Answer = context => context.Request.Path == "/robots.txt" ? _robots(context) : context.Response.WriteAsync("page");
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Fetch_ForbiddenPage_IsBlockedUnsentAndSaysWhatToDo()
    {
        var error = await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync("/private/x", Obedient));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.Contains("robots.txt", error.Message, StringComparison.Ordinal);
        Assert.Contains("fetch.robots: ignore", error.Message, StringComparison.Ordinal);
        Assert.Equal(["/robots.txt"], Paths);
    }

    [Fact]
    public async Task Fetch_RobotsIgnored_IsNotEvenRead()
    {
        await _rig.FetchAsync("/private/x");

        Assert.Equal(["/private/x"], Paths);
    }

    [Fact]
    public async Task Fetch_CrawlDelay_IsKept()
    {
        _robots = context => context.Response.WriteAsync("User-agent: *\nCrawl-delay: 2");

        // The request for robots.txt is one, too.
        foreach (var path in new[] { "/a", "/b" })
        {
            var fetch = _rig.FetchAsync(path, Obedient);
            await _rig.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(2));
            Assert.False(fetch.IsCompleted);
            _rig.Clock.Advance(TimeSpan.FromSeconds(2));
            await fetch;
        }

        Assert.Equal((TimeSpan.FromSeconds(2), 3L), (_rig.Governor.Snapshot()[0].Delay, _rig.Governor.Snapshot()[0].Requests));
    }

    [Fact]
    public async Task Fetch_ManyPages_ReadsTheFileOnceADay()
    {
        _robots = context => context.Response.WriteAsync("");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => _rig.FetchAsync($"/{i}", Obedient)));
        Assert.Single(Paths, path => path == "/robots.txt");
        _rig.Clock.Advance(TimeSpan.FromHours(25));

        await _rig.FetchAsync("/later", Obedient);

        Assert.Equal(2, Paths.Count(path => path == "/robots.txt"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Fetch_NoRobotsFile_AllowsAll(int status)
    {
        _robots = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        Assert.Equal(200, (await _rig.FetchAsync("/private/x", Obedient)).Status);
    }

    [Fact]
    public async Task Fetch_RobotsFileInTrouble_ForbidsAllUntilItIsKnown()
    {
        var down = true;
        _robots = context =>
        {
            context.Response.StatusCode = down ? 500 : 404;
            return Task.CompletedTask;
        };

        var error = await FailAsync("/a");
        down = false;
        _rig.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await _rig.FetchAsync("/a", Obedient);

        Assert.Equal((ErrorClass.Network, (int?)500), (error.Class, error.Status));
        Assert.Contains("until it is known nothing else may be fetched", error.Message, StringComparison.Ordinal);
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("/a", Paths.SkipLast(1));
    }

    [Fact]
    public async Task Fetch_RobotsFileInTroubleLater_WhatWasKnownHolds()
    {
        await _rig.FetchAsync("/a", Obedient);
        _rig.Clock.Advance(TimeSpan.FromHours(25));
        _robots = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };

        var page = _rig.FetchAsync("/b", Obedient);
        // Its 503 cools the host.
        await _rig.Clock.WaitForTimerAsync(HostGovernor.Patience);
        _rig.Clock.Advance(HostGovernor.Patience);

        Assert.Equal(200, (await page).Status);
        Assert.Equal(ErrorClass.Blocked, (await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync("/private/x", Obedient))).Class);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task Fetch_RobotsFileElsewhere_IsFollowedFiveTimes(int redirects, bool allowed)
    {
        var left = redirects;
        _rig.Site.Answer = context =>
        {
            if (
                context.Request.Path.StartsWithSegments("/robots.txt", StringComparison.Ordinal)
                || context.Request.Path.StartsWithSegments("/moved", StringComparison.Ordinal)
            )
            {
                if (left-- > 0)
                {
                    context.Response.Redirect($"/moved/{left}");
                    return Task.CompletedTask;
                }

                return context.Response.WriteAsync("User-agent: *\nDisallow: /");
            }

            return context.Response.WriteAsync("page");
        };

        var fetch = _rig.FetchAsync("/a", Obedient);

        if (allowed)
            Assert.Equal(200, (await fetch).Status);
        else
            Assert.Equal(ErrorClass.Blocked, (await Assert.ThrowsAsync<FetchException>(() => fetch)).Class);
    }

    [Fact]
    public async Task Fetch_RedirectedToAForbiddenPage_IsBlocked()
    {
        _rig.Site.Answer = context =>
        {
            if (context.Request.Path == "/robots.txt")
                return context.Response.WriteAsync("User-agent: *\nDisallow: /private/");
            context.Response.Redirect("/private/x");
            return Task.CompletedTask;
        };

        Assert.Equal(ErrorClass.Blocked, (await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync("/a", Obedient))).Class);
        Assert.Equal(["/robots.txt", "/a"], Paths);
    }

    [Fact]
    public async Task Fetch_OwnUserAgent_IsTheOneThatTheFileIsAskedFor()
    {
        _robots = context => context.Response.WriteAsync("User-agent: Reader\nDisallow: /");

        await _rig.FetchAsync("/a", Obedient);

        Assert.Equal(
            ErrorClass.Blocked,
            (await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync("/a", Obedient with { UserAgent = "Reader/2 (me)" }))).Class
        );
    }

    [Fact]
    public async Task Fetch_HeadersOfTheDefinition_AreNotSentForRobots()
    {
        await _rig.FetchAsync("/a", Obedient with { Headers = new Dictionary<string, string> { ["X-Key"] = "secret" } });

        Assert.Equal([false, true], _rig.Site.Requests.Select(request => request.Headers.ContainsKey("X-Key")));
    }

    private async Task<FetchException> FailAsync(string path)
    {
        var fetch = _rig.FetchAsync(path, Obedient);
        while (!fetch.IsCompleted)
        {
            await Task.WhenAny(fetch, _rig.Clock.WaitForTimerAsync(left => left < TimeSpan.FromSeconds(20)));
            _rig.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        return await Assert.ThrowsAsync<FetchException>(() => fetch);
    }
}
