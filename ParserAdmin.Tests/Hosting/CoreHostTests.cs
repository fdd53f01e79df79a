using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using Xunit;

namespace ParserAdmin.Tests.Hosting;

public sealed class CoreHostTests
{
    [Theory, EachDatabase]
    public async Task CreateAsync_FreshDatabase_HasSafeDefaultsOnRecord(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);

        var settings = await host.SettingsAsync();
        Assert.Equal((ParserMode.Manual, false, 0L, 1L), (settings.Mode, settings.Stopped, settings.Epoch, settings.Version));
        var entry = Assert.Single(await host.AuditAsync());
        Assert.Equal(("settings.create", ActorType.System), (entry.Action, entry.ActorType));
    }

    [Theory, EachDatabase]
    public async Task AddJobAsync_EveryStatus_IsStored(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();

        foreach (var status in Enum.GetValues<JobStatus>())
            Assert.Equal(status, (await host.JobAsync((await host.AddJobAsync(status)).Id)).Status);
    }
}
