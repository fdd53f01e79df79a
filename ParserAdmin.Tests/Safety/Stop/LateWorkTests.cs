using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Fetching;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>Work that was allowed before a stop and would be done after it.</summary>
public sealed class LateWorkTests
{
    private static readonly StopRecord Stop = StopRecord.Create(Actors.Operator, "smoke", "node-1", SafetyStates.Then);

    [PostgresFact]
    public async Task Save_StopIsStoredInTheMidstOfTheBatch_KeepsNothingOfIt()
    {
        var saves = new SaveFaults();
        await using var host = await CoreHost.CreateAsync(
            TestDatabase.Postgres,
            services => services.AddSingleton<ISaveChangesInterceptor>(saves)
        );
        await using var other = await host.JoinAsync();
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync();
        saves.BeforeSave = _ => other.Get<StopLine>().StoreAsync(Stop, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<GateRefusedException>(() => SaveAsync(host, run));

        Assert.Equal(GateRefusal.Stopped, refused.Refusal);
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM items"));
        Assert.True(host.Get<ActiveRuns>().QuietAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Theory, EachDatabase]
    public async Task Save_NodeIsToldInTheMidstOfTheBatch_KeepsNothingOfItAndIsQuietOnlyThen(TestDatabase database)
    {
        var saves = new SaveFaults();
        await using var host = await CoreHost.CreateAsync(database, services => services.AddSingleton<ISaveChangesInterceptor>(saves));
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync();
        Task? quiet = null;
        saves.BeforeSave = _ =>
        {
            host.Get<EmergencyStop>().ApplyCancellation(Stop);
            quiet = host.Get<ActiveRuns>().QuietAsync(CancellationToken.None);
            Assert.False(quiet.IsCompleted);
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<GateRefusedException>(() => SaveAsync(host, run));

        await quiet!.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM items"));
    }

    [Theory, EachDatabase]
    public async Task Save_ByAPreview_IsRefused(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        var look = new RunIdentity(Guid.CreateVersion7(), "preview", "shop", (await host.SettingsAsync()).Epoch, Scheduled: false)
        {
            IsPreview = true,
        };
        using var active = host.Get<ActiveRuns>().Begin(look);
        var run = await host.Get<ExecutionGate>().OpenAsync(look, active, CancellationToken.None);
        await run.DemandAsync(GateAction.Request, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<GateRefusedException>(() => SaveAsync(host, run));

        Assert.Equal(GateRefusal.JobEnded, refused.Refusal);
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM items"));
    }

    [Theory, InlineData(GateAction.Start, true), InlineData(GateAction.Request, true), InlineData(GateAction.Write, false)]
    public void Refusal_OfAPreview_IsOfWritesAlone(GateAction action, bool passes)
    {
        var look = new RunIdentity(Guid.CreateVersion7(), "preview", "shop", 0, Scheduled: false) { IsPreview = true };

        Assert.Equal(
            passes,
            GateRules.Refusal(new GateFacts(SafetyState.Of(new ParserSettings()), JobRuns: false, SourceBlock: null), look, action) is null
        );
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(999, 999, 1)]
    [InlineData(1_000, 0, 2)]
    [InlineData(0, 1_000, 2)]
    [InlineData(0, -1_000, 2)]
    [InlineData(0, 3_600_000, 2)]
    [InlineData(0, -3_600_000, 2)]
    public async Task Demand_TimeGoesBy_AsksAgainAfterAMoment(int steadyMs, int wallMs, int questions)
    {
        using var run = new TestRun();
        var time = new TwoClocks();
        var answer = new FreshAnswer(run, GateAction.Request, time);
        await answer.DemandAsync(CancellationToken.None);

        (time.Steady, time.Wall) = (TimeSpan.FromMilliseconds(steadyMs), TimeSpan.FromMilliseconds(wallMs));
        await answer.DemandAsync(CancellationToken.None);

        Assert.Equal(questions, run.Demands);
    }

    [Fact]
    public async Task Demand_RunWasToldToEndMeanwhile_IsRefusedHoweverFreshTheAnswer()
    {
        using var run = new TestRun();
        var answer = new FreshAnswer(run, GateAction.Request, new TwoClocks());
        await answer.DemandAsync(CancellationToken.None);

        run.Stop();

        var refused = await Assert.ThrowsAsync<GateRefusedException>(() => answer.DemandAsync(CancellationToken.None).AsTask());
        Assert.Equal((GateRefusal.JobEnded, "The run was told to end"), (refused.Refusal, refused.Message));
    }

    [Fact]
    public async Task Demand_AnswersAreAlwaysOld_IsRefused()
    {
        var time = new TwoClocks();
        using var run = new TestRun
        {
            Refuses = _ =>
            {
                // It was frozen after it had asked, each time.
                time.Steady += TimeSpan.FromSeconds(2);
                return false;
            },
        };

        var refused = await Assert.ThrowsAsync<GateRefusedException>(() =>
            new FreshAnswer(run, GateAction.Request, time).DemandAsync(CancellationToken.None).AsTask()
        );

        Assert.Equal((GateRefusal.SettingsUnreadable, 5), (refused.Refusal, run.Demands));
        Assert.Equal("The settings are read too slowly to rely on them, so nothing may run", refused.Message);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Send_FrozenBetweenTheAnswerAndTheSocket_AsksAnewAndSendsOnlyIfItMay(bool stopped)
    {
        await using var site = await TestSite.StartAsync();
        await using var rig = await FetchRig.StartAsync(allowed: _ => [$"127.0.0.1:{site.Port}"]);
        var time = new TwoClocks();
        var resolver = new FreezingResolver(time);
        using var connection = new ConnectionPoint(
            rig.Get<AddressPolicy>(),
            new CheckedDialer(rig.Get<AddressPolicy>(), resolver, TimeProvider.System),
            TimeProvider.System,
            time
        );
        using var run = new TestRun { Refuses = demand => stopped && demand > 1 };
        using var message = new HttpRequestMessage(HttpMethod.Get, site.At("/"));

        if (stopped)
        {
            await Assert.ThrowsAsync<GateRefusedException>(() =>
                connection.SendAsync(run, message, new FetchTally(), CancellationToken.None)
            );
            Assert.Empty(site.Requests);
        }
        else
        {
            using var exchange = await connection.SendAsync(run, message, new FetchTally(), CancellationToken.None);
            Assert.Single(site.Requests);
        }

        Assert.Equal(2, run.Demands);
    }

    private static Task<SavedBatch> SaveAsync(CoreHost host, GatedRun run)
    {
        var draft = ItemMapper
            .Map(
                new Core.Extraction.ExtractedRow(
                    new Dictionary<string, ParserAdmin.Core.Extraction.Values.FieldValue>
                    {
                        ["externalId"] = new ParserAdmin.Core.Extraction.Values.TextValue("1"),
                        ["title"] = new ParserAdmin.Core.Extraction.Values.TextValue("One"),
                    },
                    []
                ),
                null,
                "title"
            )
            .Draft!;
        return host.Get<ItemStore>().SaveAsync(run, [new IdentifiedItem("1", draft)], CancellationToken.None);
    }

    private sealed class TwoClocks : TimeProvider
    {
        public TimeSpan Steady { get; set; }

        public TimeSpan Wall { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Steady.Ticks;

        public override DateTimeOffset GetUtcNow() => new(SafetyStates.Then + Wall);
    }

    /// <summary>The whole process stands still while a name is looked up.</summary>
    private sealed class FreezingResolver(TwoClocks time) : IHostResolver
    {
        public Task<System.Net.IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            time.Steady += TimeSpan.FromSeconds(30);
            return Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.Loopback]);
        }
    }
}
