using System.Text.Json;

namespace ParserAdmin.Core.Sources.Progress;

/// <summary>A path's state as the audit trail tells of it.</summary>
internal static class PathStateJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write(PathState state) =>
        JsonSerializer.Serialize(
            new
            {
                state.QuarantinedAt,
                state.QuarantineReason,
                state.Accepted,
                FirstRows = state.FirstRows.ToString(),
                WholeRows = state.WholeRows.ToString(),
            },
            Options
        );
}
