using ParserAdmin.Core.Sources.Settings;

namespace ParserAdmin.Api.Sources;

/// <summary>The settings of one source.</summary>
internal sealed record SourceSettingsResponse(string SourceId, IReadOnlyList<SourceSettingResponse> Settings)
{
    public static SourceSettingsResponse Of(string sourceId, IReadOnlyList<SettingState> settings) =>
        new(
            sourceId,
            [
                .. settings.Select(setting => new SourceSettingResponse(
                    setting.Name,
                    setting.Type.ToString().ToLowerInvariant(),
                    setting.Label,
                    setting.Value,
                    setting.IsSet
                )),
            ]
        );
}
