using System.Text.Json;
using System.Text.Json.Serialization;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Api.Safety;

/// <summary>The settings row. Times are UTC; the numbers are those of <see cref="SettingsLimits"/>, in the units of their names.</summary>
internal sealed record SettingsResponse(
    ParserMode Mode,
    bool EnableAutoupdate,
    string TimeZone,
    bool Stopped,
    DateTime? StoppedAt,
    string? StoppedBy,
    string? StopReason,
    long Epoch,
    long Version,
    DateTime UpdatedAt,
    string UpdatedBy,
    string? UpdateReason,
    DateTime? FailSafeAt,
    string? FailSafeReason
)
{
    [JsonExtensionData]
    public IDictionary<string, object> Numbers { get; init; } = new Dictionary<string, object>();

    public static SettingsResponse Of(ParserSettings settings) =>
        new(
            settings.Mode,
            settings.EnableAutoupdate,
            settings.TimeZone,
            settings.Stopped,
            settings.StoppedAt,
            settings.StoppedBy,
            settings.StopReason,
            settings.Epoch,
            settings.Version,
            settings.UpdatedAt,
            settings.UpdatedBy,
            settings.UpdateReason,
            settings.FailSafeAt,
            settings.FailSafeReason
        )
        {
            Numbers = SettingsLimits.All.ToDictionary(limit => NameOf(limit), limit => (object)limit.Get(settings)),
        };

    public static string NameOf(SettingsLimit limit) => JsonNamingPolicy.CamelCase.ConvertName(limit.Name);
}
