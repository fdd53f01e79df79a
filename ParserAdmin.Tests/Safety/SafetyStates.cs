using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Tests.Safety;

/// <summary>The three states that the machine knows, as the store would leave them.</summary>
internal static class SafetyStates
{
    public static readonly DateTime Then = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    public static ParserSettings Manual { get; } =
        SettingsJson.Seal(
            new ParserSettings
            {
                Epoch = 5,
                Version = 7,
                UpdatedAt = Then,
            }
        );

    public static ParserSettings Auto { get; } = SettingsJson.Seal(Manual with { Mode = ParserMode.Auto });

    public static ParserSettings Stopped { get; } =
        SettingsJson.Seal(Manual with { Stopped = true, StoppedAt = Then, StoppedBy = "olga", StopReason = "smoke" });

    public static ParserSettings Of(string name) =>
        name switch
        {
            "manual" => Manual,
            "auto" => Auto,
            "stopped" => Stopped,
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    public static string NameOf(ParserSettings settings) =>
        settings.Stopped
            ? settings.Mode == ParserMode.Manual
                ? "stopped"
                : "stopped in auto"
            : settings.Mode == ParserMode.Auto
                ? "auto"
                : "manual";
}
