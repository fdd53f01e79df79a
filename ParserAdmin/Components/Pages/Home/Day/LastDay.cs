using ParserAdmin.Components.Pages.Jobs.List;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Home.Day;

/// <summary>What the jobs of the last 24 hours did, hour by hour; every figure of the dashboard is a sum of these.</summary>
public sealed class LastDay
{
    private readonly IReadOnlyList<HourTotals> _totals;

    /// <param name="totals">Of the jobs asked for since <paramref name="since"/>.</param>
    public LastDay(IReadOnlyList<HourTotals> totals, DateTime since, DateTime now)
    {
        (_totals, Since) = (totals, since);
        var first = since.AddTicks(-(since.Ticks % TimeSpan.TicksPerHour));
        Hours = [.. Enumerable.Range(0, 1 + (int)(now - first).TotalHours).Select(hour => first.AddHours(hour))];
    }

    /// <summary>UTC.</summary>
    public DateTime Since { get; }

    /// <summary>The beginnings of the hours, UTC, oldest first; the first and the last are parts of an hour.</summary>
    public IReadOnlyList<DateTime> Hours { get; }

    /// <summary>Jobs that began or are about to; a slot that was merely skipped is none.</summary>
    public int Runs => _totals.Where(IsRun).Sum(total => total.Jobs);

    public int Errors => Count(JobStatus.Failed) + Count(JobStatus.Lost);

    public int WithErrors => _totals.Sum(total => total.WithErrors);

    public long ItemsNew => _totals.Sum(total => total.ItemsNew);

    public long ItemsChanged => _totals.Sum(total => total.ItemsChanged);

    public long Requests => _totals.Sum(total => total.Requests);

    /// <summary>Nothing was asked for at all.</summary>
    public bool IsEmpty => _totals.Count == 0;

    public int Count(JobStatus status) => _totals.Where(total => total.Status == status).Sum(total => total.Jobs);

    public int Count(JobStatus status, DateTime hour) =>
        _totals.Where(total => total.Status == status && total.Hour == hour).Sum(total => total.Jobs);

    /// <summary>One number an hour.</summary>
    public IReadOnlyList<double> Series(Func<HourTotals, double> of) =>
        [.. Hours.Select(hour => _totals.Where(total => total.Hour == hour).Sum(of))];

    public static bool IsRun(HourTotals total) => total.Status is not (JobStatus.Skipped or JobStatus.Pending);

    public static bool IsError(HourTotals total) => total.Status is JobStatus.Failed or JobStatus.Lost;

    /// <summary>The list of jobs, narrowed to those of a status, asked for in a stretch of time.</summary>
    public static string Address(JobStatus? status, DateTime from, DateTime? to = null) =>
        new JobsView(status?.ToString().ToLowerInvariant(), From: Times.Iso(from), To: to is { } end ? Times.Iso(end) : null).Address;
}
