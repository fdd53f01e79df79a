using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using Xunit;

namespace ParserAdmin.Tests.Safety;

/// <summary>Every state with every event: this table is the specification.</summary>
public sealed class SafetyMachineTableTests
{
    private static readonly DateTime Now = SafetyStates.Then.AddMinutes(1);

    private static readonly Dictionary<string, SafetyEvent> Events = new()
    {
        ["to manual"] = new SafetyEvent.SwitchMode("vic", Now, ParserMode.Manual, "night", 7),
        ["to manual without version"] = new SafetyEvent.SwitchMode("vic", Now, ParserMode.Manual, "night", null),
        ["to manual stale"] = new SafetyEvent.SwitchMode("vic", Now, ParserMode.Manual, "night", 6),
        ["to manual without reason"] = new SafetyEvent.SwitchMode("vic", Now, ParserMode.Manual, " ", 7),
        ["to auto"] = new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, "day", 7),
        ["to auto without version"] = new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, "day", null),
        ["to auto stale"] = new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, "day", 6),
        ["to auto without reason"] = new SafetyEvent.SwitchMode("vic", Now, ParserMode.Auto, null, 7),
        ["stop"] = new SafetyEvent.Stop("vic", Now, null, 6),
        ["explain"] = new SafetyEvent.Explain("vic", Now, "smoke in the server room"),
        ["explain without words"] = new SafetyEvent.Explain("vic", Now, " "),
        ["explain as before"] = new SafetyEvent.Explain("vic", Now, "smoke"),
        ["reset"] = new SafetyEvent.Reset("ada", Now, "fixed", "RESET", 7, 0),
        ["reset without reason"] = new SafetyEvent.Reset("ada", Now, "", "RESET", 7, 0),
        ["reset without word"] = new SafetyEvent.Reset("ada", Now, "fixed", "reset", 7, 0),
        ["reset without version"] = new SafetyEvent.Reset("ada", Now, "fixed", "RESET", null, 0),
        ["reset stale"] = new SafetyEvent.Reset("ada", Now, "fixed", "RESET", 6, 0),
        ["reset while running"] = new SafetyEvent.Reset("ada", Now, "fixed", "RESET", 7, 2),
        ["change"] = new SafetyEvent.Change("ada", Now, Autoupdate(true), "on", 7),
        ["change of nothing"] = new SafetyEvent.Change("ada", Now, Autoupdate(false), "on", 7),
        ["change without version"] = new SafetyEvent.Change("ada", Now, Autoupdate(true), "on", null),
        ["change stale"] = new SafetyEvent.Change("ada", Now, Autoupdate(true), "on", 6),
        ["change out of bounds"] = new SafetyEvent.Change(
            "ada",
            Now,
            new SettingsPatch(null, new Dictionary<string, int> { ["maxConcurrency"] = 0 }),
            "on",
            7
        ),
        ["change of the unknown"] = new SafetyEvent.Change(
            "ada",
            Now,
            new SettingsPatch(null, new Dictionary<string, int> { ["epoch"] = 0 }),
            "on",
            7
        ),
        ["fail-safe"] = new SafetyEvent.FailSafe("system", Now, "too many failures"),
        ["changed behind"] = new SafetyEvent.ChangedBehind("database", Now),
    };

    // state, event, next state or refusal, epoch's step, version's step
    public static TheoryData<string, string, string, int, int> Table =>
        new()
        {
            { "manual", "to manual", "manual", 0, 0 },
            { "manual", "to manual without version", "manual", 0, 0 },
            { "manual", "to manual stale", "Stale", 0, 0 },
            { "manual", "to manual without reason", "Invalid", 0, 0 },
            { "manual", "to auto", "auto", 0, 1 },
            { "manual", "to auto without version", "Invalid", 0, 0 },
            { "manual", "to auto stale", "Stale", 0, 0 },
            { "manual", "to auto without reason", "Invalid", 0, 0 },
            { "manual", "stop", "stopped", 1, 1 },
            { "manual", "explain", "NotStopped", 0, 0 },
            { "manual", "explain without words", "Invalid", 0, 0 },
            { "manual", "explain as before", "NotStopped", 0, 0 },
            { "manual", "reset", "NotStopped", 0, 0 },
            { "manual", "reset without reason", "NotStopped", 0, 0 },
            { "manual", "reset without word", "NotStopped", 0, 0 },
            { "manual", "reset without version", "NotStopped", 0, 0 },
            { "manual", "reset stale", "NotStopped", 0, 0 },
            { "manual", "reset while running", "NotStopped", 0, 0 },
            { "manual", "change", "manual", 0, 1 },
            { "manual", "change of nothing", "manual", 0, 0 },
            { "manual", "change without version", "Invalid", 0, 0 },
            { "manual", "change stale", "Stale", 0, 0 },
            { "manual", "change out of bounds", "Invalid", 0, 0 },
            { "manual", "change of the unknown", "Invalid", 0, 0 },
            { "manual", "fail-safe", "manual", 0, 0 },
            { "manual", "changed behind", "manual", 0, 1 },
            { "auto", "to manual", "manual", 0, 1 },
            { "auto", "to manual without version", "manual", 0, 1 },
            { "auto", "to manual stale", "Stale", 0, 0 },
            { "auto", "to manual without reason", "Invalid", 0, 0 },
            { "auto", "to auto", "auto", 0, 0 },
            { "auto", "to auto without version", "Invalid", 0, 0 },
            { "auto", "to auto stale", "Stale", 0, 0 },
            { "auto", "to auto without reason", "Invalid", 0, 0 },
            { "auto", "stop", "stopped", 1, 1 },
            { "auto", "explain", "NotStopped", 0, 0 },
            { "auto", "explain without words", "Invalid", 0, 0 },
            { "auto", "explain as before", "NotStopped", 0, 0 },
            { "auto", "reset", "NotStopped", 0, 0 },
            { "auto", "reset without reason", "NotStopped", 0, 0 },
            { "auto", "reset without word", "NotStopped", 0, 0 },
            { "auto", "reset without version", "NotStopped", 0, 0 },
            { "auto", "reset stale", "NotStopped", 0, 0 },
            { "auto", "reset while running", "NotStopped", 0, 0 },
            { "auto", "change", "auto", 0, 1 },
            { "auto", "change of nothing", "auto", 0, 0 },
            { "auto", "change without version", "Invalid", 0, 0 },
            { "auto", "change stale", "Stale", 0, 0 },
            { "auto", "change out of bounds", "Invalid", 0, 0 },
            { "auto", "change of the unknown", "Invalid", 0, 0 },
            { "auto", "fail-safe", "manual", 0, 1 },
            { "auto", "changed behind", "auto", 0, 1 },
            { "stopped", "to manual", "stopped", 0, 0 },
            { "stopped", "to manual without version", "stopped", 0, 0 },
            { "stopped", "to manual stale", "Stale", 0, 0 },
            { "stopped", "to manual without reason", "Invalid", 0, 0 },
            { "stopped", "to auto", "Stopped", 0, 0 },
            { "stopped", "to auto without version", "Invalid", 0, 0 },
            { "stopped", "to auto stale", "Stale", 0, 0 },
            { "stopped", "to auto without reason", "Invalid", 0, 0 },
            { "stopped", "stop", "stopped", 1, 1 },
            { "stopped", "explain", "stopped", 0, 1 },
            { "stopped", "explain without words", "Invalid", 0, 0 },
            { "stopped", "explain as before", "stopped", 0, 0 },
            { "stopped", "reset", "manual", 0, 1 },
            { "stopped", "reset without reason", "Invalid", 0, 0 },
            { "stopped", "reset without word", "Invalid", 0, 0 },
            { "stopped", "reset without version", "Invalid", 0, 0 },
            { "stopped", "reset stale", "Stale", 0, 0 },
            { "stopped", "reset while running", "Running", 0, 0 },
            { "stopped", "change", "stopped", 0, 1 },
            { "stopped", "change of nothing", "stopped", 0, 0 },
            { "stopped", "change without version", "Invalid", 0, 0 },
            { "stopped", "change stale", "Stale", 0, 0 },
            { "stopped", "change out of bounds", "Invalid", 0, 0 },
            { "stopped", "change of the unknown", "Invalid", 0, 0 },
            { "stopped", "fail-safe", "stopped", 0, 0 },
            { "stopped", "changed behind", "stopped", 0, 1 },
        };

    [Theory, MemberData(nameof(Table))]
    public void Decide_StateAndEvent_AsTheTableSays(string state, string asked, string expected, int epochStep, int versionStep)
    {
        var before = SafetyStates.Of(state);

        var decision = SafetyMachine.Decide(before, Events[asked]);

        if (decision is SafetyDecision.Refused refused)
        {
            Assert.Equal(expected, refused.Refusal.ToString());
            Assert.NotEmpty(refused.Message);
            return;
        }

        var after = Assert.IsType<SafetyDecision.Accepted>(decision).Settings;
        Assert.Equal(expected, SafetyStates.NameOf(after));
        Assert.Equal((before.Epoch + epochStep, before.Version + versionStep), (after.Epoch, after.Version));
        if (versionStep > 0)
            Assert.Equal((Now, Events[asked].By), (after.UpdatedAt, after.UpdatedBy));
        else
            Assert.Equal(before, after);
    }

    [Fact]
    public void Table_AllStatesAndEvents_IsWhole() =>
        Assert.Equal(3 * Events.Count, Table.Select(row => (row[0], row[1])).Distinct().Count());

    [Fact]
    public void Decide_Reset_ClearsWhoAndWhy()
    {
        var after = ((SafetyDecision.Accepted)SafetyMachine.Decide(SafetyStates.Stopped, Events["reset"])).Settings;

        Assert.Equal((null, null, null), (after.StoppedAt, after.StoppedBy, after.StopReason));
    }

    [Fact]
    public void Decide_Explanation_ChangesWhyAndNeitherWhoNorWhen()
    {
        var after = ((SafetyDecision.Accepted)SafetyMachine.Decide(SafetyStates.Stopped, Events["explain"])).Settings;

        Assert.Equal(
            (SafetyStates.Then, "olga", "smoke in the server room", 5L),
            (after.StoppedAt, after.StoppedBy, after.StopReason, after.Epoch)
        );
    }

    [Theory, InlineData(4, 5), InlineData(5, 5), InlineData(9, 9)]
    public void Decide_StopThatWasStoredBefore_NeverLowersTheEpoch(long stored, long expected)
    {
        var after = (
            (SafetyDecision.Accepted)SafetyMachine.Decide(SafetyStates.Auto, new SafetyEvent.Stop("vic", Now, null, stored))
        ).Settings;

        Assert.Equal((true, ParserMode.Manual, expected), (after.Stopped, after.Mode, after.Epoch));
    }

    [Fact]
    public void Decide_SecondStop_KeepsWhoStoppedFirst()
    {
        var after = (
            (SafetyDecision.Accepted)SafetyMachine.Decide(SafetyStates.Stopped, new SafetyEvent.Stop("vic", Now, "me too", 6))
        ).Settings;

        Assert.Equal((SafetyStates.Then, "olga", "smoke"), (after.StoppedAt, after.StoppedBy, after.StopReason));
    }

    private static SettingsPatch Autoupdate(bool enabled) => new(enabled, new Dictionary<string, int>());
}
