using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Audit;

/// <summary>
/// A filter by time as a stretch of sequence numbers. Entries are numbered as time goes on, so the stretch is found by two short looks, and
/// each index that ends in the number then finds a time, too; but for what a clock moved that was set by more than
/// <see cref="ClockMoved"/>.
/// </summary>
/// <remarks>
/// The least number is asked for as the greatest of the negative ones: PostgreSQL would look for it along the key, from the first entry
/// on, for it does not know that the times rise with the numbers.
/// </remarks>
internal static class AuditTimes
{
    private static readonly TimeSpan ClockMoved = TimeSpan.FromDays(1);

    public static async Task<IQueryable<AuditEntry>> WithinAsync(
        this IQueryable<AuditEntry> entries,
        ParserDbContext context,
        AuditFilter filter,
        CancellationToken cancellationToken
    )
    {
        var all = context.Set<AuditEntry>();
        if (filter.From is { } from)
        {
            entries = entries.Where(entry => entry.CreatedAt >= from);
            var early = Moved(from, -ClockMoved);
            var later = all.Where(entry => entry.CreatedAt >= early).OrderBy(entry => entry.CreatedAt);
            if (await NearestAsync(later, cancellationToken) is { } begin)
            {
                var end = Moved(begin, 2 * ClockMoved);
                var around = all.Where(entry => entry.CreatedAt >= begin && entry.CreatedAt <= end);
                var first = -(await around.MaxAsync(entry => (long?)-entry.Sequence, cancellationToken) ?? 0);
                entries = entries.Where(entry => entry.Sequence >= first);
            }
        }

        if (filter.To is { } to)
        {
            entries = entries.Where(entry => entry.CreatedAt < to);
            var late = Moved(to, ClockMoved);
            var earlier = all.Where(entry => entry.CreatedAt < late).OrderByDescending(entry => entry.CreatedAt);
            if (await NearestAsync(earlier, cancellationToken) is { } end)
            {
                var begin = Moved(end, -2 * ClockMoved);
                var around = all.Where(entry => entry.CreatedAt >= begin && entry.CreatedAt <= end);
                var last = -(await around.MinAsync(entry => (long?)-entry.Sequence, cancellationToken) ?? -long.MaxValue);
                entries = entries.Where(entry => entry.Sequence <= last);
            }
        }

        return entries;
    }

    /// <summary>Null where there is none, or where somebody broke its time by hand: then all are looked at.</summary>
    private static async Task<DateTime?> NearestAsync(IQueryable<AuditEntry> ordered, CancellationToken cancellationToken)
    {
        try
        {
            return await ordered.Select(entry => (DateTime?)entry.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        }
        catch (Exception broken) when (AuditEntry.IsBroken(broken))
        {
            return null;
        }
    }

    private static DateTime Moved(DateTime time, TimeSpan by) =>
        new(Math.Clamp(time.Ticks + by.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
}
