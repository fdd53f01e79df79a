using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using Xunit;

namespace ParserAdmin.Tests.Safety;

/// <summary>What a person reads who is refused, and what stays on record of who asked.</summary>
public sealed class SafetyWordsTests
{
    private static readonly DateTime Now = SafetyStates.Then.AddMinutes(1);

    public static TheoryData<string, SafetyEvent, string> Refusals =>
        new()
        {
            {
                "manual",
                new SafetyEvent.SwitchMode("vic", Now, ParserMode.Manual, " ", 7),
                "Say why the mode is changed: the reason goes on record."
            },
            {
                "manual",
                new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, "day", null),
                "Send the version of the settings that this was decided on."
            },
            {
                "manual",
                new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, "day", 6),
                "The settings changed meanwhile: system changed them (no reason given); mode is manual. Look at them as they are now and "
                    + "decide again."
            },
            {
                "stopped",
                new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, "day", 7),
                "The emergency stop by olga is on. An admin has to reset it before the mode can be auto."
            },
            { "manual", new SafetyEvent.Reset("ada", Now, "fixed", "RESET", 7, 0), "There is no emergency stop to reset." },
            { "stopped", new SafetyEvent.Reset("ada", Now, " ", "RESET", 7, 0), "Say why it is safe to go on: the reason goes on record." },
            { "stopped", new SafetyEvent.Reset("ada", Now, "fixed", "reset", 7, 0), "Type the word RESET to confirm." },
            {
                "stopped",
                new SafetyEvent.Reset("ada", Now, "fixed", "RESET", 7, 2),
                "2 job(s) still run. Wait until they have ended or are shown as lost, then reset."
            },
            { "manual", new SafetyEvent.Explain("vic", Now, null), "Say why everything was stopped: the reason goes on record." },
            { "manual", new SafetyEvent.Explain("vic", Now, "smoke"), "There is no emergency stop to give a reason for." },
            {
                "manual",
                new SafetyEvent.Change("ada", Now, new SettingsPatch(null, new Dictionary<string, int> { ["epoch"] = 0 }), "on", 7),
                "There is no setting 'epoch'."
            },
        };

    [Theory, MemberData(nameof(Refusals))]
    public void Decide_Refused_SaysWhatToDo(string state, SafetyEvent asked, string words) =>
        Assert.Equal(words, Assert.IsType<SafetyDecision.Refused>(SafetyMachine.Decide(SafetyStates.Of(state), asked)).Message);

    public static TheoryData<string, SafetyEvent, string?> Fields =>
        new()
        {
            { "manual", new SafetyEvent.SwitchMode("vic", Now, ParserMode.Manual, " ", 7), "reason" },
            { "manual", new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, "day", null), "version" },
            { "manual", new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, "day", 6), "version" },
            { "stopped", new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, "day", 7), "mode" },
            { "stopped", new SafetyEvent.Reset("ada", Now, " ", "RESET", 7, 0), "reason" },
            { "stopped", new SafetyEvent.Reset("ada", Now, "fixed", "reset", 7, 0), "confirm" },
            { "manual", new SafetyEvent.Reset("ada", Now, "fixed", "RESET", 7, 0), null },
            { "manual", new SafetyEvent.Explain("vic", Now, null), "reason" },
        };

    /// <summary>A program that calls the API puts the words beside the field that they are about.</summary>
    [Theory, MemberData(nameof(Fields))]
    public void Decide_Refused_NamesTheFieldThatIsWrong(string state, SafetyEvent asked, string? field) =>
        Assert.Equal(field, Assert.IsType<SafetyDecision.Refused>(SafetyMachine.Decide(SafetyStates.Of(state), asked)).Field);

    [Fact]
    public void Decide_StaleAndTheLastChangeHasAReason_NamesIt()
    {
        var now = SafetyStates.Auto with { UpdatedBy = "ada", UpdateReason = "tuning" };

        var refused = SafetyMachine.Decide(now, new SafetyEvent.SwitchMode("vic", Now, ParserMode.Manual, "night", 6));

        Assert.StartsWith(
            "The settings changed meanwhile: ada changed them (tuning); mode is auto.",
            ((SafetyDecision.Refused)refused).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Decide_EventThatNobodyKnows_IsAFault()
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => SafetyMachine.Decide(SafetyStates.Manual, new Unknown("vic", Now)));

        Assert.StartsWith("There is no rule for this event.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_ModeSwitched_KeepsTheReasonAsItCanBeStored() =>
        Assert.Equal(
            ("night", "vic", Now),
            Recorded(Accepted(SafetyStates.Auto, new SafetyEvent.SwitchMode("vic", Now, ParserMode.Manual, "ni\0ght", 7)))
        );

    [Fact]
    public void Decide_ChangedWithoutAReason_RecordsNone() =>
        Assert.Null(
            Accepted(
                SafetyStates.Manual,
                new SafetyEvent.Change("ada", Now, new SettingsPatch(true, new Dictionary<string, int>()), null, 7)
            ).UpdateReason
        );

    [Fact]
    public void Decide_ToAuto_CountsFromNowAndClearsTheFailSafesNotice()
    {
        var tripped = SafetyStates.Manual with { FailSafeAt = SafetyStates.Then, FailSafeReason = "16 of the last 20 jobs failed" };

        var after = Accepted(tripped, new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, "day", 7));

        Assert.Equal((Now, null, null), (after.AutoSince, after.FailSafeAt, after.FailSafeReason));
    }

    [Fact]
    public void Decide_ToManual_KeepsSinceWhenItWasAuto() =>
        Assert.Equal(
            SafetyStates.Then,
            Accepted(
                SafetyStates.Auto with
                {
                    AutoSince = SafetyStates.Then,
                },
                new SafetyEvent.SwitchMode("vic", Now, ParserMode.Manual, "night", 7)
            ).AutoSince
        );

    [Fact]
    public void Decide_FailSafe_SaysWhenAndWhy()
    {
        var after = Accepted(SafetyStates.Auto, new SafetyEvent.FailSafe("system", Now, "16 of the last 20 jobs failed"));

        Assert.Equal((ParserMode.Manual, Now, "16 of the last 20 jobs failed"), (after.Mode, after.FailSafeAt, after.FailSafeReason));
        Assert.Equal(("16 of the last 20 jobs failed", "system", Now), Recorded(after));
    }

    [Theory, InlineData(null, "smoke"), InlineData("fire", "fire")]
    public void Decide_StopAfterOneWithoutAReason_TellsTheFirstReasonThereIs(string? first, string expected)
    {
        var stopped = SafetyStates.Stopped with { StopReason = first };

        Assert.Equal(expected, Accepted(stopped, new SafetyEvent.Stop("vic", Now, "smo\0ke", 6)).StopReason);
    }

    [Fact]
    public void Decide_Stop_SaysWhoWhenAndWhy()
    {
        var after = Accepted(SafetyStates.Auto, new SafetyEvent.Stop("vic", Now, "smo\0ke", 6));

        Assert.Equal((Now, "vic", "smoke"), (after.StoppedAt, after.StoppedBy, after.StopReason));
        Assert.Equal(("smoke", "vic", Now), Recorded(after));
    }

    [Fact]
    public void Decide_StopAfterAReasonThatWasLeftByHand_TellsItsOwn()
    {
        var left = SafetyStates.Auto with { StopReason = "long ago" };

        Assert.Equal("smoke", Accepted(left, new SafetyEvent.Stop("vic", Now, "smoke", 6)).StopReason);
    }

    [Fact]
    public void Decide_Explained_KeepsWhatCanBeStored()
    {
        var after = Accepted(SafetyStates.Stopped, new SafetyEvent.Explain("vic", Now, "fi\0re"));

        Assert.Equal(("fire", "fire"), (after.StopReason, after.UpdateReason));
    }

    private static ParserSettings Accepted(ParserSettings before, SafetyEvent asked) =>
        Assert.IsType<SafetyDecision.Accepted>(SafetyMachine.Decide(before, asked)).Settings;

    private static (string? Reason, string By, DateTime At) Recorded(ParserSettings settings) =>
        (settings.UpdateReason, settings.UpdatedBy, settings.UpdatedAt);

    private sealed record Unknown(string By, DateTime At) : SafetyEvent(By, At);
}
