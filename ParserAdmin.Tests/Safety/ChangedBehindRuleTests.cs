using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using Xunit;

namespace ParserAdmin.Tests.Safety;

/// <summary>What the machine makes of a row that another program wrote; <c>Sealed</c> holds it as we left it.</summary>
public sealed class ChangedBehindRuleTests
{
    private static readonly DateTime Now = SafetyStates.Then.AddMinutes(1);

    [Fact]
    public void Decide_StoppedByHand_GetsAnEpochAndWhoAndWhen()
    {
        var after = Found(SafetyStates.Auto with { Stopped = true });

        Assert.Equal((ParserMode.Manual, 6L, Now, "database"), (after.Mode, after.Epoch, after.StoppedAt, after.StoppedBy));
    }

    [Fact]
    public void Decide_StoppedByHandWithWhoAndWhen_KeepsThem()
    {
        var after = Found(SafetyStates.Auto with { Stopped = true, StoppedAt = SafetyStates.Then, StoppedBy = "ada" });

        Assert.Equal((6L, SafetyStates.Then, "ada"), (after.Epoch, after.StoppedAt, after.StoppedBy));
    }

    [Fact]
    public void Decide_WrittenWhileStopped_IsNoNewStop()
    {
        var after = Found(SafetyStates.Stopped with { Mode = ParserMode.Auto, StoppedBy = null });

        Assert.Equal((true, ParserMode.Manual, 5L, null), (after.Stopped, after.Mode, after.Epoch, after.StoppedBy));
    }

    [Fact]
    public void Decide_ResetByHand_LandsInManualAndClearsTheStop()
    {
        var after = Found(SafetyStates.Stopped with { Stopped = false, Mode = ParserMode.Auto });

        Assert.Equal(
            (false, ParserMode.Manual, null, null, null),
            (after.Stopped, after.Mode, after.StoppedAt, after.StoppedBy, after.StopReason)
        );
    }

    [Fact]
    public void Decide_EpochAndVersionTurnedBack_AreNeverLowerThanBefore()
    {
        var after = Found(SafetyStates.Manual with { Epoch = 2, Version = 3 });

        Assert.Equal((5L, 8L), (after.Epoch, after.Version));
    }

    [Fact]
    public void Decide_EpochAndVersionRaisedByHand_AreTaken()
    {
        var after = Found(SafetyStates.Manual with { Epoch = 20, Version = 30 });

        Assert.Equal((20L, 31L), (after.Epoch, after.Version));
    }

    [Fact]
    public void Decide_RowThatWasNeverSealed_IsTakenAsItIs()
    {
        var after = Found(SafetyStates.Auto with { Sealed = "", FailSafeReason = "failures" });

        Assert.Equal((ParserMode.Auto, 5L, 8L, "failures"), (after.Mode, after.Epoch, after.Version, after.FailSafeReason));
    }

    [Fact]
    public void Decide_StoppedByHandInARowThatWasNeverSealed_IsANewStop() =>
        Assert.Equal(6L, Found(SafetyStates.Auto with { Sealed = "", Stopped = true }).Epoch);

    [Fact]
    public void Decide_ModeByHand_ClearsTheNoticeAndCountsAnew()
    {
        var tripped = SettingsJson.Seal(SafetyStates.Manual with { FailSafeAt = SafetyStates.Then, FailSafeReason = "failures" });

        var after = Found(tripped with { Mode = ParserMode.Auto });

        Assert.Equal((Now, null, null), (after.AutoSince, after.FailSafeAt, after.FailSafeReason));
    }

    [Fact]
    public void Decide_LimitByHand_KeepsTheNotice()
    {
        var tripped = SettingsJson.Seal(SafetyStates.Manual with { FailSafeAt = SafetyStates.Then, FailSafeReason = "failures" });

        Assert.Equal("failures", Found(tripped with { RetryMax = 9 }).FailSafeReason);
    }

    [Fact]
    public void Decide_ChangedBehind_SaysSo()
    {
        var after = Found(SafetyStates.Manual with { RetryMax = 9 });

        Assert.Equal(("changed outside the program", "database", Now), (after.UpdateReason, after.UpdatedBy, after.UpdatedAt));
    }

    private static ParserSettings Found(ParserSettings found) =>
        ((SafetyDecision.Accepted)SafetyMachine.Decide(found, new SafetyEvent.ChangedBehind("database", Now))).Settings;
}
