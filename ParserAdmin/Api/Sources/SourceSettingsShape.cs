using ParserAdmin.Core.Sources.Settings;

namespace ParserAdmin.Api.Sources;

/// <summary>The settings of one source.</summary>
internal sealed record SourceSettingsShape(string SourceId, IReadOnlyList<SourceSettingShape> Settings)
{
    public static SourceSettingsShape Of(string sourceId, IReadOnlyList<SettingState> settings) =>
        new(sourceId, [.. settings.Select(setting => new SourceSettingShape(
            setting.Name, setting.Type.ToString().ToLowerInvariant(), setting.Label, setting.Value, setting.IsSet))]);
}
