using System.Text.Json;
using System.Text.Json.Serialization;
using ParserAdmin.Core;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Api.Safety;

/// <summary>New values; what is not named stays. The version is that of the settings on which this was decided.</summary>
internal sealed record SettingsPatchRequest(
    bool? EnableAutoupdate = null,
    string? TimeZone = null,
    long? Version = null,
    string? Reason = null
)
{
    /// <summary>The numbers by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Numbers { get; init; }

    /// <exception cref="BadInputException">A name is unknown, or a value is not of the kind or out of its bounds.</exception>
    public SettingsPatch ToPatch()
    {
        var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Numbers ?? new Dictionary<string, JsonElement>())
        {
            var limit = SettingsLimits.All.FirstOrDefault(limit => limit.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (
                limit is null
                || value.ValueKind != JsonValueKind.Number
                || !value.TryGetInt32(out var number)
                || number < limit.Minimum
                || number > limit.Maximum
            )
            {
                throw new BadInputException(name, Problem(name));
            }

            if (!numbers.TryAdd(name, number))
                throw new BadInputException(name, $"'{name}' stands here more than once. Send it once, with the value that is meant.");
        }

        if (TimeZone is not null && IanaZones.Problem(TimeZone) is { } noZone)
            throw new BadInputException("timeZone", noZone);
        return new SettingsPatch(EnableAutoupdate, numbers, TimeZone);
    }

    private static string Problem(string name) =>
        SettingsLimits.All.FirstOrDefault(limit => limit.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } limit
            ? $"{name} takes a whole number from {limit.Minimum} to {limit.Maximum}."
            : $"There is no setting '{name}'.";
}
