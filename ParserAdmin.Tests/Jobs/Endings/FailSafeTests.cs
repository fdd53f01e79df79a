using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Jobs.Endings;

public sealed class FailSafeTests
{
    [Theory]
    [InlineData(20, 16, true)]
    [InlineData(20, 15, false)]
    [InlineData(19, 19, false)]
    public void Reason_Share_TripsFromTheLimitOn(int ended, int failed, bool trips) =>
        Assert.Equal(trips, FailSafeRule.Reason(ended, failed, 20, 80) is not null);

    [Theory, EachDatabase]
    public async Task Look_TooManyFailed_SwitchesToManualWithTheReason(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        await AddAsync(host, JobStatus.Succeeded, 4);
        await AddAsync(host, JobStatus.Cancelled, 9);
        await AddAsync(host, JobStatus.Failed, 15);
        await CheckAsync(host);
        Assert.Equal(ParserMode.Auto, (await host.SettingsAsync()).Mode);
        await AddAsync(host, JobStatus.Failed, 1);

        await CheckAsync(host);

        var settings = await host.SettingsAsync();
        Assert.Equal(ParserMode.Manual, settings.Mode);
        Assert.StartsWith("16 of the last 20 jobs failed", settings.FailSafeReason, StringComparison.Ordinal);
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(("fail-safe.switch", ActorType.System, settings.FailSafeReason), (entry.Action, entry.ActorType, entry.Reason));
    }

    [Fact]
    public async Task Look_SwitchedToAutoAgain_CountsAnewAndClearsTheNotice()
    {
        await using var host = await AutoAsync();
        await AddAsync(host, JobStatus.Failed, 20);
        await CheckAsync(host);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.SwitchToAutoAsync();
        await AddAsync(host, JobStatus.Failed, 19);

        await CheckAsync(host);

        Assert.Equal((ParserMode.Auto, null), ((await host.SettingsAsync()).Mode, (await host.SettingsAsync()).FailSafeReason));
        await AddAsync(host, JobStatus.Failed, 1);
        await CheckAsync(host);
        Assert.Equal(ParserMode.Manual, (await host.SettingsAsync()).Mode);
    }

    [Fact]
    public async Task Look_Critical_SwitchesAtOnceButNeverTouchesManual()
    {
        await using var host = await AutoAsync();

        await host.Get<FailSafe>().CheckAsync("The storage refuses writes: disk full", CancellationToken.None);

        var tripped = await host.SettingsAsync();
        Assert.Equal((ParserMode.Manual, "The storage refuses writes: disk full"), (tripped.Mode, tripped.FailSafeReason));
        await host.Get<FailSafe>().CheckAsync("again", CancellationToken.None);
        Assert.Equal(tripped.Version, (await host.SettingsAsync()).Version);
    }

    private static async Task<CoreHost> AutoAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.SwitchToAutoAsync();
        return host;
    }

    private static async Task AddAsync(CoreHost host, JobStatus status, int count)
    {
        for (var i = 0; i < count; i++)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await host.AddJobAsync(status);
        }
    }

    private static Task CheckAsync(CoreHost host) => host.Get<FailSafe>().CheckAsync(null, CancellationToken.None);
}
