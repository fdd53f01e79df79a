using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using ParserAdmin.Api.Jobs;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class LogStreamTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task SendAsync_WhileNothingIsLogged_SendsAHeartbeatAndEndsWithItsClient()
    {
        var clock = new ManualTimeProvider();
        var bus = new EventBus(clock, NullLogger<EventBus>.Instance);
        var stream = new LogStream(
            bus,
            host.Services.GetRequiredService<JobQueries>(),
            clock,
            host.Services.GetRequiredService<IHostApplicationLifetime>()
        );
        var pipe = new Pipe();
        var context = new DefaultHttpContext { Response = { Body = pipe.Writer.AsStream() } };
        using var client = new CancellationTokenSource();
        using var reader = new StreamReader(pipe.Reader.AsStream());

        var sending = stream.SendAsync(new JobLogFilter(), null, context.Response, client.Token);
        Assert.Equal("retry: 2000", await reader.ReadLineAsync());
        await reader.ReadLineAsync();
        var began = clock.GetUtcNow();
        var next = reader.ReadLineAsync();
        while (!next.IsCompleted && clock.GetUtcNow() - began < TimeSpan.FromMinutes(10))
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(next, Task.Delay(10));
        }

        Assert.Equal(": still here", await next);
        Assert.True(clock.GetUtcNow() - began >= LogStream.Heartbeat);
        Assert.Equal(1, bus.SubscriptionCount);
        await client.CancelAsync();
        await sending;
        Assert.Equal(0, bus.SubscriptionCount);
    }
}
