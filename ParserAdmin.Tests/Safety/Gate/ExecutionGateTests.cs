using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using Xunit;

namespace ParserAdmin.Tests.Safety.Gate;

public sealed class ExecutionGateTests
{
    private static readonly RunIdentity Run = new(Guid.CreateVersion7(), "catalog-sync", "shop", 0, Scheduled: false);

    private readonly FakeGateFacts _facts = new();
    private readonly LocalLatch _latch = new(TimeProvider.System);
    private readonly ActiveRuns _runs = new();
    private readonly ExecutionGate _gate;

    public ExecutionGateTests() => _gate = new ExecutionGate(_facts, _latch, _runs, NullLogger<ExecutionGate>.Instance);

    public static TheoryData<Exception> Failures =>
        new()
        {
            new SqliteException("disk I/O error", 10),
            new InvalidOperationException("The settings row is missing."),
            new TimeoutException("too slow"),
            new NotSupportedException("nobody foresaw this"),
            new FormatException("a value was changed by hand"),
            new OperationCanceledException("the driver gave up"),
        };

    [Fact]
    public async Task AskAsync_NothingAgainst_Passes() => Assert.Null(await AskAsync());

    [Theory, MemberData(nameof(Failures))]
    public async Task AskAsync_SettingsUnreadable_IsRefused(Exception failure)
    {
        _facts.Answer = () => throw failure;

        Assert.Equal((GateRefusal.SettingsUnreadable, "The settings cannot be read, so nothing may run"), await AskAsync());
    }

    [Fact]
    public async Task AskAsync_UnreadableWhileTheCallerGivesUp_IsRefused()
    {
        _facts.Answer = () => throw new SqliteException("disk I/O error", 10);

        var refused = await _gate.AskAsync(Run, GateAction.Request, new CancellationToken(canceled: true));

        Assert.Equal(GateRefusal.SettingsUnreadable, refused!.Value.Refusal);
    }

    [Fact]
    public async Task AskAsync_TheCallerGivesUp_IsCancelled()
    {
        using var gone = new CancellationTokenSource();
        _facts.Answer = () =>
        {
            gone.Cancel();
            throw new OperationCanceledException(gone.Token);
        };

        await Assert.ThrowsAsync<OperationCanceledException>(() => _gate.AskAsync(Run, GateAction.Request, gone.Token).AsTask());
    }

    [Fact]
    public async Task AskAsync_EveryTime_ReadsAnew()
    {
        await AskAsync();
        _facts.Answer = () => new GateFacts(SafetyState.Of(new ParserSettings { Stopped = true }), true, null);

        Assert.Equal(GateRefusal.Stopped, (await AskAsync())!.Value.Refusal);
        Assert.Equal(2, _facts.Asked);
    }

    [Fact]
    public async Task AskAsync_LatchClosed_IsRefusedWithoutAskingTheDatabase()
    {
        _latch.Close(Stop());

        Assert.Equal((GateRefusal.Stopped, "Emergency stop by olga"), await AskAsync());
        Assert.Equal(0, _facts.Asked);
    }

    [Fact]
    public async Task AskAsync_LatchClosesWhileTheDatabaseAnswers_IsRefused()
    {
        _facts.Answer = () =>
        {
            _latch.Close(Stop());
            return new GateFacts(SafetyState.Of(new ParserSettings()), true, null);
        };

        Assert.Equal(GateRefusal.Stopped, (await AskAsync())!.Value.Refusal);
    }

    [Fact]
    public async Task OpenAsync_Refused_GivesNoPermit()
    {
        _facts.Answer = () => new GateFacts(SafetyState.Of(new ParserSettings { Epoch = 1 }), true, null);
        using var active = _runs.Begin(Run);

        var refused = await Assert.ThrowsAsync<GateRefusedException>(() => _gate.OpenAsync(Run, active, CancellationToken.None));

        Assert.Equal(GateRefusal.StaleEpoch, refused.Refusal);
    }

    [Fact]
    public async Task OpenAsync_Passes_GivesAPermitOfThatRunThatAsksEachTime()
    {
        using var active = _runs.Begin(Run);

        var permit = await _gate.OpenAsync(Run, active, CancellationToken.None);
        Assert.Equal(1, _facts.Asked);
        await permit.DemandAsync(GateAction.Request, CancellationToken.None);

        Assert.Equal((Run.JobId, "shop", 0L, active.Stopping), (permit.JobId, permit.SourceId, permit.Epoch, permit.Stopping));
        Assert.Equal((2, false), (_facts.Asked, permit.Stopping.IsCancellationRequested));
    }

    [Fact]
    public async Task Enter_ByAPermit_KeepsTheNodeFromBeingQuiet()
    {
        using var active = _runs.Begin(Run);
        var permit = await _gate.OpenAsync(Run, active, CancellationToken.None);

        var request = permit.Enter();

        Assert.False(_runs.QuietAsync(CancellationToken.None).IsCompleted);
        request!.Dispose();
        Assert.True(_runs.QuietAsync(CancellationToken.None).IsCompleted);
    }

    [Theory, InlineData(GateAction.Request), InlineData(GateAction.Write)]
    public async Task Demand_RunCancelled_IsRefusedWithoutAskingTheDatabase(GateAction action)
    {
        using var active = _runs.Begin(Run);
        var permit = await _gate.OpenAsync(Run, active, CancellationToken.None);
        _runs.Cancel(run => run.JobId == Run.JobId, "Cancelled by olga");
        var askedBefore = _facts.Asked;

        var refused = await Assert.ThrowsAsync<GateRefusedException>(async () => await permit.DemandAsync(action, CancellationToken.None));

        Assert.Equal((GateRefusal.JobEnded, "Cancelled by olga", askedBefore), (refused.Refusal, refused.Message, _facts.Asked));
        Assert.True(permit.Stopping.IsCancellationRequested);
    }

    [Theory, InlineData(GateAction.Request), InlineData(GateAction.Write)]
    public async Task Demand_JobNoLongerTheRunningOne_IsRefused(GateAction action)
    {
        using var active = _runs.Begin(Run);
        var permit = await _gate.OpenAsync(Run, active, CancellationToken.None);
        _facts.Answer = () => new GateFacts(SafetyState.Of(new ParserSettings()), JobRuns: false, SourceBlock: null);

        var refused = await Assert.ThrowsAsync<GateRefusedException>(async () => await permit.DemandAsync(action, CancellationToken.None));

        Assert.Equal(GateRefusal.JobEnded, refused.Refusal);
    }

    private static StopRecord Stop() =>
        StopRecord.Create(new Actor(ActorType.User, "1", "olga", Role.Operator), null, "node-1", SafetyStates.Then);

    private Task<(GateRefusal Refusal, string Message)?> AskAsync() =>
        _gate.AskAsync(Run, GateAction.Request, CancellationToken.None).AsTask();
}
