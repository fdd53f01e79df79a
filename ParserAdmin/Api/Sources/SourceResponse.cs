using System.Text.Json.Serialization;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Api.Sources;

/// <summary>A source and how it is doing.</summary>
/// <param name="LastParsedAt">When something was parsed last, UTC; an empty check does not move it.</param>
/// <param name="LastCheckedAt">When a run ended well last, UTC.</param>
/// <param name="Definition">The YAML; left out of lists.</param>
internal sealed record SourceResponse(
    string Id,
    string Name,
    string Kind,
    bool Enabled,
    bool Paused,
    string? PauseReason,
    string? PausedBy,
    int Priority,
    DateTime? LastParsedAt,
    DateTime? LastCheckedAt,
    SourceHealth State,
    int Version,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    string UpdatedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Definition
)
{
    public static SourceResponse Of(Source source, SourceHealth state, bool whole) =>
        new(
            source.Id,
            source.Name,
            source.Kind,
            source.Enabled,
            source.Paused,
            source.PauseReason,
            source.PausedBy,
            source.Priority,
            source.LastParsedAt,
            source.LastCheckedAt,
            state,
            source.Version,
            source.CreatedAt,
            source.UpdatedAt,
            source.UpdatedBy,
            whole ? source.Definition : null
        );
}
