using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using Xunit;

namespace ParserAdmin.Tests.Safety.Gate;

/// <summary>All combinations there are of settings, run, source and job: what must never pass, and that nothing else is refused.</summary>
public sealed class GateRulesTests
{
    private sealed record Case(GateFacts Facts, RunIdentity Run, GateAction Action)
    {
        public SafetyState Settings => Facts.Settings;

        public bool Passes => GateRules.Refusal(Facts, Run, Action) is null;
    }

    private static readonly IReadOnlyList<Case> All = [.. Cases()];

    [Fact]
    public void Refusal_Stopped_NothingPasses() => Never(one => one.Settings.Stopped);

    [Fact]
    public void Refusal_AnotherEpoch_NothingPasses() => Never(one => one.Run.Epoch != one.Settings.Epoch);

    [Fact]
    public void Refusal_Manual_NoScheduledRunPasses() => Never(one => one.Run.Scheduled && one.Settings.Mode == ParserMode.Manual);

    [Fact]
    public void Refusal_AutoupdateOff_NoScheduledEpisodeSyncPasses() =>
        Never(one => one.Run.Scheduled && one.Run.Task == "episode-sync" && !one.Settings.EnableAutoupdate);

    [Fact]
    public void Refusal_SourceBlocked_NothingPasses() => Never(one => one.Facts.SourceBlock is not null);

    [Fact]
    public void Refusal_JobNotRunning_NeitherRequestNorWritePasses() => Never(one => one.Action != GateAction.Start && !one.Facts.JobRuns);

    [Fact]
    public void Refusal_NoReasonToRefuse_Passes() =>
        Assert.All(
            All.Where(one =>
                !one.Settings.Stopped
                && one.Run.Epoch == one.Settings.Epoch
                && one.Facts.SourceBlock is null
                && (one.Action == GateAction.Start || one.Facts.JobRuns)
                && (
                    !one.Run.Scheduled
                    || (one.Settings.Mode == ParserMode.Auto && (one.Run.Task != "episode-sync" || one.Settings.EnableAutoupdate))
                )
            ),
            one => Assert.True(one.Passes, one.ToString())
        );

    [Fact]
    public void Refusal_ByHandInManual_Passes() =>
        Assert.Contains(All, one => one.Passes && one.Settings.Mode == ParserMode.Manual && !one.Run.Scheduled);

    [Fact]
    public void Refusal_Refused_SaysWhyInWords() =>
        Assert.All(All.Where(one => !one.Passes), one => Assert.NotEmpty(GateRules.Refusal(one.Facts, one.Run, one.Action)!.Value.Message));

    public static TheoryData<GateRefusal, string, GateFacts, RunIdentity, GateAction> Words
    {
        get
        {
            var run = new RunIdentity(Guid.Empty, "catalog-sync", "shop", 5, Scheduled: true);
            var look = run with { Scheduled = false, IsPreview = true };
            var state = new SafetyState(ParserMode.Auto, true, false, null, null, 5);
            GateFacts Stored(SafetyState settings) => new(settings, JobRuns: true, SourceBlock: null);
            var fine = Stored(state);
            return new()
            {
                {
                    GateRefusal.Stopped,
                    "Emergency stop by olga: smoke",
                    Stored(state with { Stopped = true, StoppedBy = "olga", StopReason = "smoke" }),
                    run,
                    GateAction.Write
                },
                {
                    GateRefusal.Stopped,
                    "Emergency stop by olga",
                    Stored(state with { Stopped = true, StoppedBy = "olga", StopReason = "" }),
                    run,
                    GateAction.Write
                },
                {
                    GateRefusal.StaleEpoch,
                    "Everything was stopped after this run began (epoch 4, now 5)",
                    fine,
                    run with
                    {
                        Epoch = 4,
                    },
                    GateAction.Request
                },
                {
                    GateRefusal.ManualMode,
                    "Mode changed: it is manual, in which schedules start nothing",
                    Stored(state with { Mode = ParserMode.Manual }),
                    run,
                    GateAction.Start
                },
                {
                    GateRefusal.TaskDisabled,
                    "Automatic updates are off (enable_autoupdate)",
                    Stored(state with { EnableAutoupdate = false }),
                    run with
                    {
                        Task = "episode-sync",
                    },
                    GateAction.Start
                },
                { GateRefusal.SourcePaused, "paused", fine with { SourceBlock = "paused" }, run, GateAction.Write },
                { GateRefusal.JobEnded, "Cancelled by vic", fine with { CancelledBy = "vic" }, run, GateAction.Start },
                { GateRefusal.JobEnded, "The job was ended elsewhere", fine with { JobRuns = false }, run, GateAction.Write },
                { GateRefusal.JobEnded, "A look at a page stores nothing", fine, look, GateAction.Write },
            };
        }
    }

    [Theory, MemberData(nameof(Words))]
    public void Refusal_OfEachKind_NamesIt(GateRefusal refusal, string words, GateFacts facts, RunIdentity run, GateAction action) =>
        Assert.Equal((refusal, words), GateRules.Refusal(facts, run, action));

    private static void Never(Func<Case, bool> forbidden)
    {
        var concerned = All.Where(forbidden).ToList();
        Assert.NotEmpty(concerned);
        Assert.All(concerned, one => Assert.False(one.Passes, one.ToString()));
    }

    private static IEnumerable<Case> Cases()
    {
        bool[] either = [true, false];
        return from mode in Enum.GetValues<ParserMode>()
            from autoupdate in either
            from stopped in either
            from epoch in new long[] { 4, 5, 6 }
            from task in new[] { "catalog-sync", "episode-sync" }
            from scheduled in either
            from runs in either
            from block in new[] { null, "The source Shop is paused by olga: broken" }
            from action in Enum.GetValues<GateAction>()
            select new Case(
                new GateFacts(
                    SafetyState.Of(
                        new ParserSettings
                        {
                            Mode = mode,
                            EnableAutoupdate = autoupdate,
                            Stopped = stopped,
                            Epoch = 5,
                        }
                    ),
                    runs,
                    block
                ),
                new RunIdentity(Guid.Empty, task, "shop", epoch, scheduled),
                action
            );
    }
}
