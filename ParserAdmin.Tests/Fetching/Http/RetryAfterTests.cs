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
    [InlineData(403)]
    [InlineData(500)]
    public async Task Fetch_RetryAfterSeconds_NothingIsSentBeforeThen(int status)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = BusyOnce(rig, status, "5");

        var fetch = rig.FetchAsync("/");
        await rig.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        rig.Clock.Advance(TimeSpan.FromSeconds(4));
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
    public async Task Fetch_RetryAfterDate_IsByTheServersOwnClock()
    {
        await using var rig = await FetchRig.StartAsync();
        var serversNow = rig.Clock.GetUtcNow().AddHours(7);
        var busy = BusyOnce(rig, 503, serversNow.AddSeconds(4).ToString("R", CultureInfo.InvariantCulture));
        rig.Site.Answer = context =>
        {
            context.Response.Headers.Date = serversNow.ToString("R", CultureInfo.InvariantCulture);
            return busy(context);
        };

        var fetch = rig.FetchAsync("/");
        await rig.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(4));
        rig.Clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(200, (await fetch).Status);
    }

    [Fact]
    public async Task Fetch_OtherRequestToACoolingHost_WaitsToo()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = BusyOnce(rig, 429, "5");
        var first = rig.FetchAsync("/first");
        await rig.Clock.WaitForTimerAsync(left => left == FetchRig.Hasty.Timeout);
        await rig.Clock.WaitForTimerAsync(left => left == TimeSpan.FromSeconds(5) && rig.Events.Any(e => e.Kind == FetchEventKind.Cooling));

        var second = rig.FetchAsync("/second");
        Assert.Equal(2, rig.Events.Count(e => e.Kind == FetchEventKind.Cooling));
        Assert.Single(rig.Site.Requests);
        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        // What follows a 429 comes with more distance.
        await rig.Clock.WaitForTimerAsync(left => left <= TimeSpan.FromMilliseconds(500));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(500));

        await Task.WhenAll(first, second);
        Assert.Equal(3, rig.Site.Requests.Count);
    }

    [Theory]
    [InlineData("6")]
    [InlineData("5.1")]
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
        rig.Site.Answer = context => Busy(context, 429, "5");

        var error = await rig.FailAsync("/");

        Assert.Equal((ErrorClass.RateLimited, 6), (error.Class, error.Requests));
        Assert.Equal(TimeSpan.FromSeconds(5), error.RetryAfter);
    }

    [Fact]
    public async Task Fetch_TooManyWithoutRetryAfter_CoolsForTenSeconds()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context => Busy(context, 429, null);

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"));

        Assert.Equal((ErrorClass.RateLimited, 1, TimeSpan.FromSeconds(10)), (error.Class, error.Requests, error.RetryAfter));
        Assert.Equal(rig.Clock.GetUtcNow().AddSeconds(10), Assert.Single(rig.Governor.Snapshot()).CoolingUntil);
    }

    /// <summary>It is a fault that may pass, so it uses up tries; but nobody asks at once.</summary>
    [Fact]
    public async Task Fetch_UnavailableWithoutRetryAfter_CoolsBetweenItsTries()
    {
        await using var rig = await FetchRig.StartAsync();
        var arrivals = new List<DateTimeOffset>();
        rig.Site.Answer = context =>
        {
            lock (arrivals)
                arrivals.Add(rig.Clock.GetUtcNow());
            return Busy(context, 503, null);
        };

        var error = await rig.FailAsync("/");

        Assert.Equal((ErrorClass.Network, 3), (error.Class, error.Requests));
        Assert.All(arrivals.Zip(arrivals.Skip(1)), pair => Assert.True(pair.Second - pair.First >= HostGovernor.Patience));
        Assert.Equal("503", rig.Events.First(e => e.Kind == FetchEventKind.Cooling).Reason);
    }

    [Theory]
    [InlineData(403, ErrorClass.Blocked)]
    [InlineData(500, ErrorClass.Network)]
    public async Task Fetch_OtherRefusalWithoutATime_CoolsNothing(int status, ErrorClass errorClass)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context => Busy(context, status, "0");

        Assert.Equal(errorClass, (await rig.FailAsync("/")).Class);
        Assert.Null(Assert.Single(rig.Governor.Snapshot()).CoolingUntil);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData(" 7 ", 7)]
    [InlineData("Sun, 01 Mar 2026 12:01:00 GMT", 60)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData("90.5", 91)]
    [InlineData("1.0", 1)]
    [InlineData("1.5.2", null)]
    [InlineData("1,5", null)]
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
