using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;

namespace ParserAdmin.Core.Sources.Backoff;

/// <summary>
/// Leaves a source that keeps failing alone for longer and longer, up to a day, and never for good: the slot after the time is the probe.
/// </summary>
public sealed class SourceBackoffs(IDbContextFactory<ParserDbContext> contexts) : IJobEndHandler
{
    private static readonly CompiledQuery<Func<ParserDbContext, IReadOnlyList<string>, DateTime, IAsyncEnumerable<SourceBackoff>>> Held =
        new(() =>
            EF.CompileAsyncQuery(
                (ParserDbContext context, IReadOnlyList<string> sources, DateTime now) =>
                    context.Set<SourceBackoff>().AsNoTracking().Where(backoff => sources.Contains(backoff.SourceId) && backoff.Until > now)
            )
        );

    public async Task FollowAsync(ParserDbContext context, ParserJob ended, bool goesOn, DateTime now, CancellationToken cancellationToken)
    {
        // A job that is tried again has not failed yet: its tries together count once.
        if (goesOn)
            return;
        var failed = ended is { Status: JobStatus.Failed, ErrorClass: { } errorClass } && IsItsFault(errorClass);
        if (ended.IsGlobal || (!failed && ended.Status != JobStatus.Succeeded))
            return;
        var backoff = await context.Set<SourceBackoff>().FindAsync([ended.SourceId], cancellationToken);
        if (backoff is null && !failed)
            return;
        if (backoff is null)
            context.Add(backoff = SourceBackoff.Create(ended.SourceId));
        if (failed)
            backoff.Fail(ended.ErrorClass!.Value, ended.ErrorMessage, now);
        else
            backoff.Succeed(now);
    }

    public async Task<SourceBackoff?> FindAsync(string sourceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<SourceBackoff>()
            .AsNoTracking()
            .SingleOrDefaultAsync(backoff => backoff.SourceId == sourceId, cancellationToken);
    }

    /// <summary>Sources of which every run fails, those that do so longest first.</summary>
    public async Task<IReadOnlyList<FailingSource>> FailingAsync(int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await (
            from backoff in context.Set<SourceBackoff>().AsNoTracking()
            where backoff.FailingSince != null
            join source in context.Set<Source>() on backoff.SourceId equals source.Id
            orderby backoff.FailingSince, backoff.SourceId
            select new FailingSource(
                source.Id,
                source.Name,
                backoff.ErrorClass,
                backoff.LastError,
                backoff.FailingSince!.Value,
                backoff.Until
            )
        )
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Why schedules may start nothing now, for people, for each of the sources that are left alone.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> BarsAsync(
        ParserDbContext context,
        IReadOnlyList<string> sourceIds,
        DateTime now,
        CancellationToken cancellationToken
    ) =>
        await Held.In(context)(context, sourceIds, now)
            .ToDictionaryAsync(
                held => held.SourceId,
                held =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The source keeps failing, so it is left alone until {held.Until:yyyy-MM-dd HH:mm} UTC and then probed. Run it "
                            + $"by hand to try now"
                    ),
                cancellationToken: cancellationToken
            );

    /// <summary>Not what a person, this program, the database or the host's own pace is to blame for.</summary>
    private static bool IsItsFault(ErrorClass errorClass) =>
        errorClass is not (ErrorClass.Cancelled or ErrorClass.Internal or ErrorClass.Storage or ErrorClass.RateLimited);
}

/// <summary>A source that fails.</summary>
/// <param name="Since">Since when every run of it failed, UTC.</param>
/// <param name="Until">Its schedules start nothing until then, UTC; null while they still try.</param>
public sealed record FailingSource(string Id, string Name, ErrorClass? ErrorClass, string? LastError, DateTime Since, DateTime? Until);
