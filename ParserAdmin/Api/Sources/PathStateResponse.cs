using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Api.Sources;

/// <summary>How far a path of a source is read, and whether its layout is trusted.</summary>
/// <param name="Mark">Published time of the newest item of an unfinished run, UTC.</param>
/// <param name="HighWater">Published time up to which all is known, UTC.</param>
/// <param name="CheckedAt">When a run last succeeded, UTC.</param>
/// <param name="EmptyTicks">Successful runs in a row that found nothing.</param>
/// <param name="UsualFirstRows">Rows that its first page usually has; 0 while unknown.</param>
/// <param name="UsualRows">Rows that all pages usually have; 0 while unknown.</param>
/// <param name="QuarantinedAt">Since when its pages do not look as they should, UTC.</param>
internal sealed record PathStateResponse(
    string Path,
    DateTime? Mark,
    DateTime? HighWater,
    DateTime? CheckedAt,
    DateTime? ParsedAt,
    int EmptyTicks,
    int UsualFirstRows,
    int UsualRows,
    DateTime? QuarantinedAt,
    string? QuarantineReason
)
{
    public static PathStateResponse Of(PathState state) =>
        new(
            state.Path,
            state.Mark,
            state.HighWater,
            state.CheckedAt,
            state.ParsedAt,
            state.EmptyTicks,
            state.FirstRows.Median,
            state.WholeRows.Median,
            state.QuarantinedAt,
            state.QuarantineReason
        );
}
