using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Hosts;

public sealed class HostBookkeepingTests
{
    private static readonly Uri Site = new("https://shop.example/");

    [Theory, EachDatabase]
    public async Task Flush_AfterRequests_TheTableSaysHowTheHostIsTreated(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await RequestAsync(host, 200);
        await RequestAsync(host, 304);

        await host.Get<HostBookkeeping>().FlushAsync(CancellationToken.None);
        await host.Get<HostBookkeeping>().FlushAsync(CancellationToken.None);
        await RequestAsync(host, 304);
        await host.Get<HostBookkeeping>().FlushAsync(CancellationToken.None);

        var row = Assert.Single(await host.Get<HostQueries>().ListAsync(null, 10, CancellationToken.None));
        Assert.Equal(
            ("shop.example", 3L, 2L, 200, "the source's definition", 2),
            (row.Host, row.Requests, row.NotModified, row.DelayMs, row.DelayReason, row.Concurrency)
        );
        Assert.Empty(await host.Get<HostQueries>().CoolingAsync(10, CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task Cooling_WhileItLasts_IsListed(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.Get<HostGovernor>().CoolAsync(Site, TimeSpan.FromMinutes(5), "429, Retry-After", CancellationToken.None);
        await host.Get<HostGovernor>().CoolAsync(Site, TimeSpan.FromMinutes(1), "shorter", CancellationToken.None);

        var cooling = Assert.Single(await host.Get<HostQueries>().CoolingAsync(10, CancellationToken.None));
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(("shop.example", "429, Retry-After"), (cooling.Host, cooling.CoolingReason));
        Assert.Empty(await host.Get<HostQueries>().CoolingAsync(10, CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task Sweep_HostsNobodyAskedForAMonth_AreForgotten(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await RequestAsync(host, 200);
        await host.Get<HostBookkeeping>().FlushAsync(CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromDays(29));
        await host.Get<HostBookkeeping>().SweepAsync(CancellationToken.None);
        Assert.Single(await host.Get<HostQueries>().ListAsync(null, 10, CancellationToken.None));
        host.Clock.Advance(TimeSpan.FromDays(2));

        await host.Get<HostBookkeeping>().SweepAsync(CancellationToken.None);

        Assert.Empty(await host.Get<HostQueries>().ListAsync(null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Enter_SettingGreaterThanTheDefinition_Wins()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.SqlAsync("UPDATE parser_settings SET host_delay_ms = 3000 WHERE id = 1");
        await RequestAsync(host, 200);
        var before = host.Clock.GetUtcNow();

        await host.PumpAsync(RequestAsync(host, 200));

        Assert.True(host.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(3));
        var state = Assert.Single(host.Get<HostGovernor>().Snapshot());
        Assert.Equal(TimeSpan.FromSeconds(3), state.Delay);
    }

    private static async Task RequestAsync(CoreHost host, int status)
    {
        var politeness = new FetchPoliteness(TimeSpan.FromMilliseconds(200), 2, TimeSpan.FromSeconds(30));
        var entering = host.Get<HostGovernor>().EnterAsync(Site, politeness, null, _ => { }, CancellationToken.None);
        await host.PumpAsync(entering);
        using var lease = await entering;
        await lease.AnsweredAsync(status, host.Clock.GetTimestamp(), CancellationToken.None);
    }
}
