using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Settings;

/// <summary>The row of parser_settings is gone for a moment only, as where another program loads a table anew.</summary>
public sealed class PutBackSettingsTests
{
    /// <summary>A row that is put back was never lost: it is as it was, and what changes next takes effect.</summary>
    [Theory, EachDatabase]
    public async Task Look_RowIsTakenAndPutBack_TakesEffectAgainAndSoDoesTheNextChange(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.SwitchToAutoAsync();
        await host.Get<SettingsWatcher>().SeeAsync(CancellationToken.None);
        await host.SqlAsync("CREATE TABLE kept AS SELECT * FROM parser_settings");
        await using var told = host.Get<EventBus>().Subscribe(raised => raised is SettingsChanged);
        await host.SqlAsync("DELETE FROM parser_settings");
        await host.Get<SettingsWatcher>().SeeAsync(CancellationToken.None);
        Assert.NotNull(host.Get<LocalLatch>().Reason);

        await host.SqlAsync("INSERT INTO parser_settings SELECT * FROM kept");
        await host.Get<SettingsWatcher>().SeeAsync(CancellationToken.None);
        Assert.Null(host.Get<LocalLatch>().Reason);
        using var run = host.Get<ActiveRuns>()
            .Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", (await host.SettingsAsync()).Epoch, Scheduled: true));
        await host.Get<SafetyCommands>()
            .SwitchModeAsync(Actors.Operator, ParserMode.Manual, "quiet", (await host.SettingsAsync()).Version, CancellationToken.None);

        Assert.True(run.Stopping.IsCancellationRequested);
        await using var batches = told.ReadBatchesAsync(TimeSpan.Zero).GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync());
        Assert.Equal(
            [(true, ParserMode.Manual), (false, ParserMode.Auto), (false, ParserMode.Manual)],
            batches.Current.Cast<SettingsChanged>().Select(changed => (changed.Settings.Stopped, changed.Settings.Mode))
        );
    }
}
