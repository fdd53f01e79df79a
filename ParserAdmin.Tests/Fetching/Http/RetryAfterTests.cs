using System.Globalization;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Http;

public sealed class RetryAfterTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Fetch_RetryAfterSeconds_NothingIsSentBeforeThen(int status)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = BusyOnce(rig, status, "60");

        var fetch = rig.FetchAsync("/");
        await rig.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(60));
        rig.Clock.Advance(TimeSpan.FromSeconds(59));
        var host = Assert.Single(rig.Governor.Snapshot());
        Assert.Equal((rig.Clock.GetUtcNow().AddSeconds(1), $"{status}, Retry-After"), (host.CoolingUntil, host.Reason));
        Assert.Single(rig.Site.Requests);
        Assert.False(fetch.IsCompleted);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await fetch).Requests);
        var cooling = Assert.Single(rig.Events, e => e.Kind == FetchEventKind.Cooling);
        Assert.Equal(($"{status}, Retry-After", rig.Clock.GetUtcNow()), (cooling.Reason, cooling.Until));
        Assert.Null(Assert.Single(rig.Governor.Snapshot()).CoolingUntil);
    }

    [Fact]
    public async Task Fetch_RetryAfterDate_IsObeyed()
    {
        await using var rig = await FetchRig.StartAsync();
        var date = rig.Clock.GetUtcNow().AddMinutes(2).ToString("R", CultureInfo.InvariantCulture);
        rig.Site.Answer = BusyOnce(rig, 503, date);

        var fetch = rig.FetchAsync("/");
        await rig.Clock.WaitForTimerAsync(TimeSpan.FromMinutes(2));
        rig.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(200, (await fetch).Status);
    }

    [Fact]
    public async Task Fetch_OtherRequestToACoolingHost_WaitsToo()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = BusyOnce(rig, 429, "30");
        var first = rig.FetchAsync("/first");
        await rig.Clock.WaitForTimerAsync(left => left == FetchRig.Hasty.Timeout);
        await rig.Clock.WaitForTimerAsync(left => left == TimeSpan.FromSeconds(30) && rig.Events.Any(e => e.Kind == FetchEventKind.Cooling));

        var second = rig.FetchAsync("/second");
        Assert.Equal(2, rig.Events.Count(e => e.Kind == FetchEventKind.Cooling));
        Assert.Single(rig.Site.Requests);
        rig.Clock.Advance(TimeSpan.FromSeconds(30));
        // What follows a 429 comes with more distance.
        await rig.Clock.WaitForTimerAsync(left => left <= TimeSpan.FromMilliseconds(500));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(500));

        await Task.WhenAll(first, second);
        Assert.Equal(3, rig.Site.Requests.Count);
    }

    [Theory]
    [InlineData("901")]
    [InlineData("86400")]
    [InlineData("99999999999999999999")]
    public async Task Fetch_RetryAfterBeyondPatience_FailsAtOnceAndStaysAway(string seconds)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context => Busy(context, 429, seconds);

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"));
        var next = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/next"));

        Assert.Equal((ErrorClass.RateLimited, 429), (error.Class, error.Status));
        Assert.True(error.RetryAfter > HostGovernor.Patience && error.RetryAfter <= HostGovernor.LongestCooling);
        Assert.Equal(ErrorClass.RateLimited, next.Class);
        Assert.NotNull(next.RetryAfter);
        Assert.Single(rig.Site.Requests);
    }

    [Fact]
    public async Task Fetch_AlwaysBusy_GivesUpAfterFiveWaits()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context => Busy(context, 429, "10");

        var error = await rig.FailAsync("/");

        Assert.Equal((ErrorClass.RateLimited, 6), (error.Class, error.Requests));
        Assert.Equal(TimeSpan.FromSeconds(10), error.RetryAfter);
    }

    [Theory]
    [InlineData(429, ErrorClass.RateLimited, 6)]
    [InlineData(503, ErrorClass.Network, 3)]
    public async Task Fetch_BusyWithoutRetryAfter_CoolsFor429AndRetriesFor503(int status, ErrorClass errorClass, int requests)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context => Busy(context, status, null);

        var error = await rig.FailAsync("/");

        Assert.Equal((errorClass, requests), (error.Class, error.Requests));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData(" 7 ", 7)]
    [InlineData("Sun, 01 Mar 2026 12:01:00 GMT", 60)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData("1.5", null)]
    [InlineData("", null)]
    public void Of_Header_IsSecondsOrDate(string header, int? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", header);

        var away = RetryAfter.Of(response, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, away);
    }

    private static Func<HttpContext, Task> BusyOnce(FetchRig rig, int status, string retryAfter) =>
        context => rig.Site.Requests.Count == 1 ? Busy(context, status, retryAfter) : context.Response.WriteAsync("free");

    private static Task Busy(HttpContext context, int status, string? retryAfter)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }
}
