using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs;

/// <summary>A filter as a query.</summary>
internal static class JobMatching
{
    // Ids rise with the time at which they were made, so each index that ends in the id also finds a stretch of time; but for what a clock
    // that was set moved.
    private static readonly TimeSpan IdsDiffer = TimeSpan.FromDays(1);
    private static readonly DateTime Latest = new(9_000, 1, 1);

    /// <summary>The jobs that fit without the text. With one, the status is asked afterwards: list and counts look at the same.</summary>
    public static IQueryable<ParserJob> Matching(this ParserDbContext context, JobFilter filter)
    {
        var jobs = context.Set<ParserJob>().AsNoTracking();
        if (filter is { Statuses: [var only], Text: null or "" })
            jobs = jobs.Where(job => job.Status == only);
        jobs = filter is { WithErrors: true, Text: null or "" } ? jobs.WithErrors().OfTheFewOf(filter) : jobs.Of(filter);
        if (filter.Since is { } since)
        {
            var first = IdBefore(since);
            jobs = jobs.Where(job => job.RequestedAt >= since && job.Id.CompareTo(first) > 0);
        }

        if (filter.Until is { } until)
        {
            var last = IdAt(until, IdsDiffer);
            jobs = jobs.Where(job => job.RequestedAt < until && job.Id.CompareTo(last) < 0);
        }

        return jobs;
    }

    private static IQueryable<ParserJob> Of(this IQueryable<ParserJob> jobs, JobFilter filter)
    {
        if (filter.Task is { Length: > 0 } task)
            jobs = jobs.Where(job => job.Task == task);
        if (filter.SourceId is { Length: > 0 } sourceId)
            jobs = jobs.Where(job => job.SourceId == sourceId);
        if (filter.ScheduleId is { Length: > 0 } scheduleId)
            jobs = jobs.Where(job => job.ScheduleId == scheduleId);
        return jobs;
    }

    /// <summary>
    /// The same, so that no index of a task or a source fits: SQLite would go through all that succeeded of it and look at each for errors.
    /// Those with errors are few, and have an index.
    /// </summary>
    private static IQueryable<ParserJob> OfTheFewOf(this IQueryable<ParserJob> jobs, JobFilter filter)
    {
        if (filter.Task is { Length: > 0 } task)
            jobs = jobs.Where(job => job.Task + "" == task);
        if (filter.SourceId is { Length: > 0 } sourceId)
            jobs = jobs.Where(job => job.SourceId + "" == sourceId);
        if (filter.ScheduleId is { Length: > 0 } scheduleId)
            jobs = jobs.Where(job => job.ScheduleId + "" == scheduleId);
        return jobs;
    }

    /// <summary>No index knows what is in a text, so only the newest are looked at.</summary>
    public static IQueryable<ParserJob> WithText(this IQueryable<ParserJob> jobs, JobFilter filter)
    {
        if (filter.Text?.ToLowerInvariant() is not { Length: > 0 } text)
            return jobs;
        var named = filter.NamedByText ?? [];
        jobs = jobs.OrderByDescending(job => job.Id)
            .Take(JobQueries.MostLookedAt)
            .Where(job =>
                named.Contains(job.SourceId)
                || job.Task.Contains(text)
                || job.SourceId.Contains(text)
                || job.Actor.ToLower().Contains(text)
                || (job.Reason != null && job.Reason.ToLower().Contains(text))
                || (job.ErrorMessage != null && job.ErrorMessage.ToLower().Contains(text))
                || job.Id.ToString().ToLower().Contains(text)
            );
        if (filter.Statuses is { Count: > 0 } statuses)
            jobs = jobs.Where(job => statuses.Contains(job.Status));
        return filter.WithErrors ? jobs.WithErrors() : jobs;
    }

    /// <summary>Those of the page after this one's last.</summary>
    public static IQueryable<ParserJob> Before(this IQueryable<ParserJob> jobs, Guid? before) =>
        before is { } cursor ? jobs.Where(job => job.Id.CompareTo(cursor) < 0) : jobs;

    private static IQueryable<ParserJob> WithErrors(this IQueryable<ParserJob> jobs) =>
        jobs.Where(job => job.Status == JobStatus.Succeeded && job.Counts.ItemsFailed > 0);

    /// <summary>An id before those of all jobs that were asked for since then.</summary>
    public static Guid IdBefore(DateTime since) => IdAt(since, -IdsDiffer);

    /// <summary>An id made about then; a time that no job can be of becomes the nearest that one can.</summary>
    private static Guid IdAt(DateTime time, TimeSpan later) =>
        Guid.CreateVersion7(
            new DateTime(Math.Clamp(time.Ticks, DateTime.UnixEpoch.AddDays(1).Ticks, Latest.Ticks), DateTimeKind.Utc) + later
        );
}
