using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Http;

public sealed class FailureTests
{
    [Theory]
    [InlineData(304, ErrorClass.Blocked, 1)]
    [InlineData(302, ErrorClass.Blocked, 1)]
    [InlineData(400, ErrorClass.Blocked, 1)]
    [InlineData(401, ErrorClass.AuthExpired, 1)]
    [InlineData(403, ErrorClass.Blocked, 1)]
    [InlineData(404, ErrorClass.NotFound, 1)]
    [InlineData(407, ErrorClass.AuthExpired, 1)]
    [InlineData(408, ErrorClass.Timeout, 3)]
    [InlineData(410, ErrorClass.NotFound, 1)]
    [InlineData(451, ErrorClass.Blocked, 1)]
    [InlineData(500, ErrorClass.Network, 3)]
    [InlineData(502, ErrorClass.Network, 3)]
    [InlineData(599, ErrorClass.Network, 3)]
    public async Task Fetch_BadStatus_HasItsClassAndItsTries(int status, ErrorClass errorClass, int requests)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        var error = await rig.FailAsync("/page");

        Assert.Equal((errorClass, (int?)status, requests), (error.Class, error.Status, error.Requests));
        Assert.Equal(requests, rig.Site.Requests.Count);
        Assert.Equal(requests, rig.Run.Demands);
        Assert.Equal(requests - 1, rig.Events.Count(e => e.Kind == FetchEventKind.Retrying));
        Assert.StartsWith(
            $"The server of 127.0.0.1:{rig.Site.Port} answered {status.ToString(CultureInfo.InvariantCulture)}",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Fetch_HostLongerThanAnyName_IsBlockedBeforeAnyTableHearsOfIt()
    {
        await using var rig = await FetchRig.StartAsync();
        var address = new Uri($"http://{string.Join('.', Enumerable.Repeat(new string('y', 60), 6))}/");

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync(address));

        Assert.Equal((ErrorClass.Blocked, 0), (error.Class, rig.Run.Demands));
    }

    [Fact]
    public async Task Fetch_ServerRecovers_GivesThePage()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context =>
        {
            context.Response.StatusCode = rig.Site.Requests.Count < 3 ? 500 : 200;
            return Task.CompletedTask;
        };

        var fetch = rig.FetchAsync("/");
        await rig.Clock.WaitForTimerAsync(left => left <= TimeSpan.FromMilliseconds(750));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(750));
        await rig.Clock.WaitForTimerAsync(left => left <= TimeSpan.FromMilliseconds(1500));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(1500));

        Assert.Equal(3, (await fetch).Requests);
    }

    [Fact]
    public async Task Fetch_UnknownHost_IsANetworkErrorThatNamesIt()
    {
        await using var rig = await FetchRig.StartAsync();

        var fetch = rig.FetchAsync(new Uri("http://nowhere.example/"));
        for (var retry = 0; retry < 2; retry++)
        {
            await rig.Clock.WaitForTimerAsync(left => left < TimeSpan.FromSeconds(2));
            rig.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        var error = await Assert.ThrowsAsync<FetchException>(() => fetch);
        Assert.Equal(ErrorClass.Network, error.Class);
        Assert.StartsWith("The host nowhere.example is not known.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_FirstAddressDead_DialsTheNext()
    {
        await using var rig = await FetchRig.StartAsync(allowed: port => [$"two.example:{port}"]);
        rig.Resolver.Names["two.example"] = [IPAddress.IPv6Loopback, IPAddress.Loopback];

        Assert.Equal(200, (await rig.FetchAsync(new Uri($"http://two.example:{rig.Site.Port}/"))).Status);
    }

    [Fact]
    public async Task Fetch_ConnectionBrokenInTheBody_IsTriedAgain()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = async context =>
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        var error = await rig.FailAsync("/");

        Assert.Equal((ErrorClass.Network, 3), (error.Class, error.Requests));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_SlowAnswer_IsATimeout(bool afterHeaders)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = async context =>
        {
            if (afterHeaders)
            {
                await context.Response.WriteAsync("slow");
                await context.Response.Body.FlushAsync();
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        var fetch = rig.FetchAsync("/", FetchRig.Hasty with { Timeout = TimeSpan.FromSeconds(10) });
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await rig.Clock.WaitForTimerAsync(left => left > TimeSpan.FromSeconds(2) && left <= TimeSpan.FromSeconds(10));
            rig.Clock.Advance(TimeSpan.FromSeconds(10));
            if (attempt == 3)
                break;
            await rig.Clock.WaitForTimerAsync(left => left > TimeSpan.Zero && left < TimeSpan.FromSeconds(2));
            rig.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        var error = await Assert.ThrowsAsync<FetchException>(() => fetch);
        Assert.Equal((ErrorClass.Timeout, 3), (error.Class, error.Requests));
        Assert.Contains("within 10 s", error.Message, StringComparison.Ordinal);
    }
}
