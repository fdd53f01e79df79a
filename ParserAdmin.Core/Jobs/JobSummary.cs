using System.Globalization;

namespace ParserAdmin.Core.Jobs;

public static class JobSummary
{
    /// <summary>"312 items: 300 new, 4 changed, 1 failed; 13 pages, 325 requests".</summary>
    public static string Of(JobCounts counts) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Number(counts.ItemsProcessed, "item")}: {counts.ItemsNew} new, {counts.ItemsChanged} changed, {counts.ItemsFailed} failed; "
                + $"{Number(counts.Pages, "page")}, {Number(counts.Requests, "request")}"
        );

    /// <summary>"1 page", "13 pages".</summary>
    public static string Number(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
