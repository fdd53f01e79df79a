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
    public void Refusal_NoReasonToRefuse_Passes() => Assert.All(
        All.Where(one => !one.Settings.Stopped && one.Run.Epoch == one.Settings.Epoch && one.Facts.SourceBlock is null
            && (one.Action == GateAction.Start || one.Facts.JobRuns)
            && (!one.Run.Scheduled || (one.Settings.Mode == ParserMode.Auto && (one.Run.Task != "episode-sync" || one.Settings.EnableAutoupdate)))),
        one => Assert.True(one.Passes, one.ToString()));

    [Fact]
    public void Refusal_ByHandInManual_Passes() =>
        Assert.Contains(All, one => one.Passes && one.Settings.Mode == ParserMode.Manual && !one.Run.Scheduled);

    [Fact]
    public void Refusal_Refused_SaysWhyInWords() =>
        Assert.All(All.Where(one => !one.Passes), one => Assert.NotEmpty(GateRules.Refusal(one.Facts, one.Run, one.Action)!.Value.Message));

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
                   new GateFacts(SafetyState.Of(new ParserSettings { Mode = mode, EnableAutoupdate = autoupdate, Stopped = stopped, Epoch = 5 }), runs, block),
                   new RunIdentity(Guid.Empty, task, "shop", epoch, scheduled),
                   action);
    }
}
