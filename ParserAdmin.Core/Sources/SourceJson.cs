using System.Text.Json;

namespace ParserAdmin.Core.Sources;

/// <summary>Sources as the audit trail tells of them.</summary>
internal static class SourceJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write(Source source) =>
        JsonSerializer.Serialize(
            new
            {
                source.Name,
                source.Kind,
                source.Enabled,
                source.Paused,
                source.PauseReason,
                source.Priority,
                source.Version,
                source.Definition,
            },
            Options
        );
}
