using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Api.Safety;

/// <summary>What was asked for in the last 24 hours.</summary>
/// <param name="ByStatus">Jobs by status; every status is there.</param>
/// <param name="WithErrors">Of those that succeeded, how many have items that failed.</param>
internal sealed record LastDayResponse(IReadOnlyDictionary<string, int> ByStatus, int Jobs, int WithErrors, int ItemsNew, int ItemsChanged)
{
    public static LastDayResponse Of(IReadOnlyList<JobTotals> totals) =>
        new(
            Enum.GetValues<JobStatus>()
                .ToDictionary(StoredEnum.Write, status => totals.Where(one => one.Status == status).Sum(one => one.Jobs)),
            totals.Sum(one => one.Jobs),
            totals.Where(one => one.Status == JobStatus.Succeeded).Sum(one => one.WithErrors),
            totals.Sum(one => one.ItemsNew),
            totals.Sum(one => one.ItemsChanged)
        );
}
