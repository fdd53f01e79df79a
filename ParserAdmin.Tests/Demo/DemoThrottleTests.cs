using System.Net;
using Xunit;

namespace ParserAdmin.Tests.Demo;

public sealed class DemoThrottleTests
{
    [Fact]
    public async Task Requests_OverTwoRounds_The150thIsRefusedAndItsRetryIsNot()
    {
        await using var host = await DemoHost.StartAsync();
        var refused = new List<int>();
        for (var number = 1; number <= 302; number++)
        {
            var answer = await host.Client.GetAsync("/demo/titles/t-0002");
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                continue;
            refused.Add(number);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        }

        Assert.Equal([150, 300], refused);
    }

    [Fact]
    public async Task Requests_ToPostersAndAids_AreNotCounted()
    {
        await using var host = await DemoHost.StartAsync();
        for (var number = 1; number <= 149; number++)
            await host.Client.GetAsync("/demo/catalogue");
        foreach (var path in new[] { "/demo/", "/demo/posters/t-0001.png", "/demo/style.css", "/demo/truth.json", "/demo/log.json" })
            Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(path)).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await host.Client.GetAsync("/demo/catalogue")).StatusCode);
    }

    [Fact]
    public async Task Retry_ThatComesDueItself_IsLetThrough()
    {
        await using var host = await DemoHost.StartAsync();
        for (var number = 1; number <= 149; number++)
            await host.Client.GetAsync("/demo/catalogue");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await host.Client.GetAsync("/demo/titles/t-0001")).StatusCode);
        for (var number = 1; number <= 149; number++)
            await host.Client.GetAsync("/demo/catalogue");

        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/demo/titles/t-0001")).StatusCode);
    }
}
