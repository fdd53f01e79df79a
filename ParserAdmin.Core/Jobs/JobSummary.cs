using System.Globalization;

namespace ParserAdmin.Core.Jobs;

public static class JobSummary
{
    /// <summary>"312 items: 300 new, 4 changed, 1 failed; 13 pages, 325 requests".</summary>
    public static string Of(JobCounts counts) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.ItemsProcessed} items: {counts.ItemsNew} new, {counts.ItemsChanged} changed, {counts.ItemsFailed} failed; "
                + $"{counts.Pages} pages, {counts.Requests} requests"
        );
}
