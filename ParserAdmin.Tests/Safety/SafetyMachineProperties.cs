using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using Xunit;

namespace ParserAdmin.Tests.Safety;

/// <summary>What holds in every life of the settings, however it goes.</summary>
public sealed class SafetyMachineProperties
{
    private sealed record Seen(ParserSettings Before, SafetyEvent Asked, SafetyDecision Decision, ParserSettings After);

    [Fact]
    public void Stopped_Always_IsManual() => Always(seen => !seen.After.Stopped || seen.After.Mode == ParserMode.Manual);

    [Fact]
    public void EpochAndVersion_Never_GoDown() =>
        Always(seen => seen.After.Epoch >= seen.Before.Epoch && seen.After.Version >= seen.Before.Version);

    [Fact]
    public void Version_AnythingChanged_IsRaised() =>
        Always(seen => seen.After with { Sealed = "" } == seen.Before with { Sealed = "" } || seen.After.Version > seen.Before.Version);

    [Fact]
    public void Stop_InAnyState_IsAcceptedAndRaisesTheEpoch() =>
        Always(seen =>
            seen.Asked is not SafetyEvent.Stop
            || (seen.Decision is SafetyDecision.Accepted && seen.After.Stopped && seen.After.Epoch > seen.Before.Epoch)
        );

    [Fact]
    public void Explanation_OfAStop_ChangesNothingButWhy() =>
        Always(seen =>
            seen.Asked is not SafetyEvent.Explain
            || (seen.After.Epoch, seen.After.Stopped, seen.After.StoppedAt, seen.After.StoppedBy, seen.After.Mode)
                == (seen.Before.Epoch, seen.Before.Stopped, seen.Before.StoppedAt, seen.Before.StoppedBy, seen.Before.Mode)
        );

    [Fact]
    public void NewStop_HoweverMade_RaisesTheEpoch() =>
        Always(seen => seen.Before.Stopped || !seen.After.Stopped || seen.After.Epoch > seen.Before.Epoch);

    [Fact]
    public void Stopped_ThroughTheProgram_IsLeftOnlyByAWholeReset() =>
        Always(seen =>
            !seen.Before.Stopped
            || seen.After.Stopped
            || seen.Asked is SafetyEvent.ChangedBehind
            || (
                seen.Asked is SafetyEvent.Reset { Reason: "why", Confirm: "RESET", RunningJobs: 0 } reset
                && reset.Version == seen.Before.Version
            )
        );

    [Fact]
    public void Stopped_HoweverLeft_LandsInManual() =>
        Always(seen => !seen.Before.Stopped || seen.After.Stopped || seen.After.Mode == ParserMode.Manual);

    [Fact]
    public void Auto_ThroughTheProgram_IsEnteredOnlyByASwitchWhileNotStopped() =>
        Always(seen =>
            seen.Before.Mode == ParserMode.Auto
            || seen.After.Mode == ParserMode.Manual
            || seen.Asked is SafetyEvent.ChangedBehind
            || (seen.Asked is SafetyEvent.SwitchMode { Target: ParserMode.Auto } && !seen.Before.Stopped)
        );

    [Fact]
    public void Limits_AfterAnyChange_Hold() =>
        Always(seen => SettingsLimits.All.All(limit => limit.Get(seen.After) >= limit.Minimum && limit.Get(seen.After) <= limit.Maximum));

    private static void Always(Func<Seen, bool> holds) =>
        Prop.ForAll(SafetyStep.Generator.ListOf().ToArbitrary(), steps => Live(steps).All(holds)).QuickCheckThrowOnFailure();

    private static IEnumerable<Seen> Live(IEnumerable<SafetyStep> steps)
    {
        var now = SettingsJson.Seal(new ParserSettings { UpdatedAt = SafetyStates.Then });
        foreach (var step in steps)
        {
            var (found, asked) = step.Meet(now);
            var decision = SafetyMachine.Decide(found, asked);

            // As the store does: what is accepted is sealed and written, what is refused leaves the row alone.
            var after = decision is SafetyDecision.Accepted accepted ? SettingsJson.Seal(accepted.Settings) : now;
            yield return new Seen(now, asked, decision, after);
            now = after;
        }
    }
}
