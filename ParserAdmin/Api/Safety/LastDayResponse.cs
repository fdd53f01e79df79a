using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Api.Safety;

/// <summary>What was asked for in the last 24 hours.</summary>
/// <param name="ByStatus">Jobs by status; every status is there.</param>
internal sealed record LastDayResponse(IReadOnlyDictionary<string, int> ByStatus, int Jobs, int ItemsNew, int ItemsChanged)
{
    public static LastDayResponse Of(IReadOnlyList<JobTotals> totals) => new(
        Enum.GetValues<JobStatus>().ToDictionary(StoredEnum.Write, status => totals.Where(one => one.Status == status).Sum(one => one.Jobs)),
        totals.Sum(one => one.Jobs), totals.Sum(one => one.ItemsNew), totals.Sum(one => one.ItemsChanged));
}
