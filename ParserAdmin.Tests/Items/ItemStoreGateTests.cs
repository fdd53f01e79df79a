using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Items.ItemSaves;

namespace ParserAdmin.Tests.Items;

/// <summary>Nobody writes items but a run that may.</summary>
public sealed class ItemStoreGateTests
{
    [Theory, EachDatabase]
    public async Task Save_StopBetweenTwoBatches_KeepsTheFirstAndRefusesTheSecond(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var run = await host.BeginRunAsync();
        await SaveAsync(host, run, Draft(1));

        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        await Assert.ThrowsAsync<GateRefusedException>(() => SaveAsync(host, run, Draft(2)));
        Assert.Equal("1", Assert.Single(await ListAsync(host)).ExternalId);
    }

    [Theory, EachDatabase]
    public async Task Save_WhileAnotherNodeStops_NothingIsWrittenOnceItsOwnNodeIsQuiet(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await using var writer = await host.JoinAsync();
        for (var round = 0; round < 15; round++)
        {
            var run = await writer.BeginRunAsync();
            var begun = new TaskCompletionSource();
            var prefix = round * 1_000;
            var writing = Task.Run(async () =>
            {
                for (var i = 0; ; i++)
                {
                    await SaveAsync(writer, run, Draft(prefix + i));
                    if (i == round % 4)
                        begun.TrySetResult();
                }
            });
            await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));

            Assert.True((await host.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None)).Succeeded);
            await writer.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
            await writer.Get<ActiveRuns>().QuietAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
            var after = await host.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None);

            await Assert.ThrowsAsync<GateRefusedException>(() => writing.WaitAsync(TimeSpan.FromSeconds(20)));
            Assert.Equal(after, await host.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None));
            await host.Get<JobEnder>().MarkLostAsync(job => job.Status == JobStatus.Running, "test", CancellationToken.None);
            var reset = await host.Get<SafetyCommands>()
                .ResetAsync(Actors.Admin, "again", "RESET", (await host.SettingsAsync()).Version, CancellationToken.None);
            Assert.Equal(CommandStatus.Done, reset.Status);
        }
    }

    [Fact]
    public async Task SaveChanges_ItemThroughAPlainContext_Throws()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        var run = await host.BeginRunAsync();
        await SaveAsync(host, run, Draft(1));

        await using var context = await host.OpenAsync();
        context.Add(Item.Create("shop", "2", Draft(2), DateTime.UnixEpoch));
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
        Assert.Throws<InvalidOperationException>(() => context.SaveChanges());
        context.ChangeTracker.Clear();
        context.Remove(await context.Set<Item>().SingleAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
    }
}
