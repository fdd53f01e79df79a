using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>Stops that this node knows and no database does yet: who stores them, and when.</summary>
public sealed class StoreUnstoredTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1.5);

    [Fact]
    public async Task StoreUnstored_OfThisNode_IsStoredAtOnce()
    {
        await using var host = await CoreHost.CreateAsync();
        var stop = Stop(host.Get<NodeIdentity>().Name);
        Assert.Equal(0, host.Get<EmergencyStop>().ApplyCancellation(stop));
        await host.Get<UnstoredStops>().KeepAsync(stop);

        await StoreAsync(host);

        Assert.Equal((1, null, false), (await StoredAsync(host), host.Get<LocalLatch>().Reason, host.Get<UnstoredStops>().Any));
    }

    [Theory, InlineData(1_499, 0), InlineData(1_500, 1)]
    public async Task StoreUnstored_OfAnotherNode_IsLeftToItForAMoment(int milliseconds, int stored)
    {
        await using var host = await CoreHost.CreateAsync();
        host.Get<EmergencyStop>().ApplyCancellation(Stop("node-9"));
        host.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        await StoreAsync(host);

        Assert.Equal(stored, await StoredAsync(host));
        Assert.Equal(stored == 0, host.Get<LocalLatch>().Reason is not null);
    }

    [Fact]
    public async Task StoreUnstored_ItsNodeStoredItMeanwhile_IsForgottenAtOnceAndStoredOnce()
    {
        await using var host = await CoreHost.CreateAsync();
        var (stored, other) = (Stop("node-9"), Stop("node-9"));
        host.Get<EmergencyStop>().ApplyCancellation(stored);
        host.Get<EmergencyStop>().ApplyCancellation(other);
        await host.Get<UnstoredStops>().KeepAsync(stored);
        await host.Get<StopLine>().StoreAsync(stored, CancellationToken.None);

        await StoreAsync(host);

        Assert.Equal([other], host.Get<LocalLatch>().Unstored);
        Assert.Equal((1, false), (await StoredAsync(host), host.Get<UnstoredStops>().Any));
    }

    /// <summary>A disk or a server that takes the request would have taken it for a run that the gate then refuses.</summary>
    [Theory, EachDatabase]
    public async Task Request_StopIsNotStoredYet_IsRefusedInItsWords(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        var stop = Stop("node-9");
        host.Get<EmergencyStop>().ApplyCancellation(stop);

        var asked = await host.Get<JobCommands>()
            .RequestAsync(Actors.Operator, "catalog-sync", "shop", JobParameters.None, JobTrigger.Person, CancellationToken.None);

        Assert.Equal((CommandStatus.Locked, stop.Words()), (asked.Status, asked.Message));
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM parser_jobs"));
    }

    /// <summary>It is asked five times a second: where nothing waits the database is not asked at all.</summary>
    [Fact]
    public async Task StoreUnstored_NothingWaits_AsksNoDatabase()
    {
        var saves = new SaveFaults();
        await using var host = await CoreHost.CreateAsync(configure: services => services.AddSingleton<ISaveChangesInterceptor>(saves));
        saves.Away = true;

        await StoreAsync(host);
    }

    /// <summary>Each epoch is taken each time: it is tried anew, and not for ever.</summary>
    [Fact]
    public async Task Store_EpochIsAlwaysTaken_GivesUp()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.SqlAsync("CREATE TRIGGER taken BEFORE INSERT ON emergency_stops BEGIN SELECT RAISE(ABORT, 'taken'); END");

        await Assert.ThrowsAnyAsync<DbException>(() =>
            host.Get<StopLine>().StoreAsync(Stop("node-9"), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20))
        );
    }

    [Fact]
    public async Task ApplyCancellation_KnownAlready_CancelsNothingMore()
    {
        await using var host = await CoreHost.CreateAsync();
        var stop = Stop("node-9");
        Assert.Equal(0, host.Get<EmergencyStop>().ApplyCancellation(stop));
        var run = host.Get<ActiveRuns>().Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", 1, Scheduled: false));

        Assert.Equal(0, host.Get<EmergencyStop>().ApplyCancellation(stop));
        Assert.Null(run.CancelReason);
        Assert.Equal(1, host.Get<EmergencyStop>().ApplyCancellation(Stop("node-9")));
        Assert.Equal("Emergency stop by olga@example.org", run.CancelReason);
    }

    private static StopRecord Stop(string node) => StopRecord.Create(Actors.Operator, "smoke", node, SafetyStates.Then);

    private static Task StoreAsync(CoreHost host) => host.Get<EmergencyStop>().StoreUnstoredAsync(Moment, CancellationToken.None);

    private static Task<long> StoredAsync(CoreHost host) => host.CountAsync("SELECT count(*) FROM emergency_stops");
}
