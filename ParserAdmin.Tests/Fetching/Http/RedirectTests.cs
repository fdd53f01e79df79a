using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Http;

public sealed class RedirectTests
{
    private static readonly FetchPoliteness WithToken = FetchRig.Hasty with
    {
        Headers = new Dictionary<string, string> { ["X-Token"] = "secret", ["Authorization"] = "Bearer secret" },
    };

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Fetch_Redirect_IsFollowedAndCounted(int status)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context =>
            context.Request.Path == "/new" ? context.Response.WriteAsync("here") : Send(context, "/new#part", status);

        var page = await rig.FetchAsync("/old");

        Assert.Equal(rig.Site.At("/new"), page.Address);
        Assert.Equal(2, page.Requests);
        Assert.Equal(2, rig.Run.Demands);
        Assert.Contains(rig.Events, e => e.Kind == FetchEventKind.Redirected);
    }

    [Fact]
    public async Task Fetch_FiveRedirects_AreFollowed()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context => Step(context) is var step and < 5 ? Send(context, $"/{step + 1}") : context.Response.WriteAsync("end");

        Assert.Equal(6, (await rig.FetchAsync("/0")).Requests);
    }

    [Fact]
    public async Task Fetch_RedirectLoop_EndsAfterFive()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context => Send(context, "/again");

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/again"));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.Equal(6, rig.Site.Requests.Count);
        Assert.Equal(6, error.Requests);
    }

    [Fact]
    public async Task Fetch_RedirectWithinTheOrigin_KeepsCustomHeaders()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context => context.Request.Path == "/b" ? Task.CompletedTask : Send(context, "/b");

        await rig.FetchAsync("/a", WithToken);

        Assert.All(rig.Site.Requests, request => Assert.Equal("secret", request.Headers["X-Token"]));
    }

    [Fact]
    public async Task Fetch_RedirectToAnotherOriginAndBack_DropsCustomHeadersForGood()
    {
        await using var rig = await FetchRig.StartAsync(allowed: port => [$"a.example:{port}", $"b.example:{port}"]);
        rig.Resolver.Others = IPAddress.Loopback;
        rig.Site.Answer = context =>
            (context.Request.Host.Host, context.Request.Path.Value) switch
            {
                ("a.example", "/") => Send(context, $"http://b.example:{rig.Site.Port}/"),
                ("b.example", _) => Send(context, $"http://a.example:{rig.Site.Port}/back"),
                _ => Task.CompletedTask,
            };

        await rig.FetchAsync(new Uri($"http://a.example:{rig.Site.Port}/"), WithToken);

        Assert.Equal([true, false, false], rig.Site.Requests.Select(request => request.Headers.ContainsKey("X-Token")));
        Assert.Equal([true, false, false], rig.Site.Requests.Select(request => request.Headers.ContainsKey("Authorization")));
    }

    [Theory]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://inner.example/")]
    [InlineData("//inner.example/x")]
    [InlineData("http://user:pass@127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://example.org/")]
    public async Task Fetch_RedirectToWhereItMayNotGo_IsBlocked(string target)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Resolver.Names["inner.example"] = [IPAddress.Parse("192.168.1.1")];
        rig.Site.Answer = context => Send(context, target);

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.Single(rig.Site.Requests);
    }

    [Fact]
    public async Task Fetch_GateShutAfterTheFirstHop_DoesNotFollow()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Run.Refuses = demand => demand > 1;
        rig.Site.Answer = context => Send(context, "/b");

        await Assert.ThrowsAsync<ParserAdmin.Core.Safety.Gate.GateRefusedException>(() => rig.FetchAsync("/a"));

        Assert.Single(rig.Site.Requests);
    }

    private static int Step(HttpContext context) => int.Parse(context.Request.Path.Value![1..], CultureInfo.InvariantCulture);

    private static Task Send(HttpContext context, string location, int status = 302)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
