namespace ParserAdmin.Core.Safety.Settings;

/// <summary>New values by property name; what is not named stays.</summary>
public sealed record SettingsPatch(bool? EnableAutoupdate, IReadOnlyDictionary<string, int> Numbers, string? TimeZone = null)
{
    /// <summary>The settings with this patch, or what is wrong with it.</summary>
    public (ParserSettings? Settings, string? Error) ApplyTo(ParserSettings settings)
    {
        if (TimeZone is not null && IanaZones.Problem(TimeZone) is { } noZone)
            return (null, noZone);
        var changed = settings with
        {
            EnableAutoupdate = EnableAutoupdate ?? settings.EnableAutoupdate,
            TimeZone = TimeZone ?? settings.TimeZone,
        };
        foreach (var (name, value) in Numbers)
        {
            var limit = SettingsLimits.All.FirstOrDefault(limit => string.Equals(limit.Name, name, StringComparison.OrdinalIgnoreCase));
            if (limit is null)
                return (null, $"There is no setting '{name}'.");
            if (value < limit.Minimum || value > limit.Maximum)
                return (null, $"{limit.Label} takes a whole number from {limit.Minimum} to {limit.Maximum}; {value} is not.");
            changed = limit.Set(changed, value);
        }

        return (changed, null);
    }
}
