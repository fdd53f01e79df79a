using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Tests.Safety;

/// <summary>One thing that happens in a random life of the settings, before it is known in which state it meets them.</summary>
internal sealed record SafetyStep(
    string Kind,
    ParserMode Target,
    string? Reason,
    string? Confirm,
    int VersionOff,
    bool WithVersion,
    int Running,
    bool Flag,
    int Number
)
{
    private static readonly string[] Kinds =
    [
        "mode",
        "stop",
        "explain",
        "reset",
        "change",
        "fail-safe",
        "sql mode",
        "sql stopped",
        "sql back",
    ];

    public static Gen<SafetyStep> Generator { get; } =
        from kind in Gen.Elements(Kinds)
        from target in Gen.Elements(ParserMode.Manual, ParserMode.Auto)
        from reason in Gen.Elements("why", "why", "why", "", null)
        from confirm in Gen.Elements("RESET", "RESET", "RESET", "reset", null)
        from off in Gen.Elements(0, 0, 0, 0, -1, 1)
        from withVersion in Gen.Elements(true, true, true, false)
        from running in Gen.Elements(0, 0, 0, 1, 3)
        from flag in Gen.Elements(true, false)
        from number in Gen.Choose(-1, 70)
        select new SafetyStep(kind, target, reason, confirm, off, withVersion, running, flag, number);

    /// <summary>The row as it is found, which a step of SQL has changed, and the event.</summary>
    public (ParserSettings Found, SafetyEvent Asked) Meet(ParserSettings now)
    {
        var at = now.UpdatedAt.AddSeconds(1);
        long? version = WithVersion ? now.Version + VersionOff : null;
        return Kind switch
        {
            "mode" => (now, new SafetyEvent.SwitchMode("olga", at, Target, Reason, version)),
            "stop" => (now, new SafetyEvent.Stop("olga", at, Reason, now.Epoch + Math.Max(1, Number))),
            "explain" => (now, new SafetyEvent.Explain("olga", at, Reason)),
            "reset" => (now, new SafetyEvent.Reset("ada", at, Reason, Confirm, version, Running)),
            "change" => (
                now,
                new SafetyEvent.Change(
                    "ada",
                    at,
                    new SettingsPatch(Flag, new Dictionary<string, int> { ["maxConcurrency"] = Number }),
                    Reason,
                    version
                )
            ),
            "fail-safe" => (now, new SafetyEvent.FailSafe("system", at, "failures")),
            "sql mode" => (now with { Mode = Target, EnableAutoupdate = Flag }, new SafetyEvent.ChangedBehind("database", at)),
            "sql stopped" => (now with { Stopped = Flag, Mode = Target }, new SafetyEvent.ChangedBehind("database", at)),
            _ => (now with { Epoch = Number, Version = Number, Mode = Target }, new SafetyEvent.ChangedBehind("database", at)),
        };
    }
}
