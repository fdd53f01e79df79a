using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs.DeadLetters;

/// <summary>Reads dead letters for page and API, by key, newest first.</summary>
public sealed class DeadLetterQueries(IDbContextFactory<ParserDbContext> contexts)
{
    internal const string MistakesIndex = "ix_failed_attempts_mistakes";
    private const string Table = "failed_attempts";

    /// <param name="before">Only letters before this one: the last id of the page before.</param>
    public async Task<IReadOnlyList<FailedAttempt>> ListAsync(
        DeadLetterFilter filter,
        long? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var all = filter.Fingerprint is { Length: > 0 } ? context.Along<FailedAttempt>(Table, MistakesIndex) : context.Set<FailedAttempt>();
        var letters = filter.Apply(all.AsNoTracking());
        if (before is { } id)
            letters = letters.Where(letter => letter.Id < id);
        return await letters.OrderByDescending(letter => letter.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <param name="before">Only groups whose newest letter is before this one.</param>
    public async Task<IReadOnlyList<DeadLetterGroup>> GroupsAsync(
        DeadLetterFilter filter,
        long? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var groups = filter
            .Apply(await AlongAsync(context, filter, cancellationToken))
            .GroupBy(letter => letter.Fingerprint)
            .Select(group => new
            {
                Newest = group.Max(letter => letter.Id),
                Count = group.Count(),
                Open = group.Sum(letter => letter.State == DeadLetterState.Open ? 1 : 0),
                First = group.Min(letter => letter.FailedAt),
                Last = group.Max(letter => letter.FailedAt),
            });
        if (before is { } id)
            groups = groups.Where(group => group.Newest < id);
        var page = await groups.OrderByDescending(group => group.Newest).Take(limit).ToListAsync(cancellationToken);
        var ids = page.Select(group => group.Newest).ToList();
        var newest = await context
            .Set<FailedAttempt>()
            .AsNoTracking()
            .Where(letter => ids.Contains(letter.Id))
            .ToDictionaryAsync(letter => letter.Id, cancellationToken);
        return [.. page.Select(group => new DeadLetterGroup(newest[group.Newest], group.Count, group.Open, group.First, group.Last))];
    }

    /// <summary>
    /// All letters that fit have to be counted: the index is read, and no letter, unless they are few. A text is in letters alone.
    /// </summary>
    private static Task<IQueryable<FailedAttempt>> AlongAsync(
        ParserDbContext context,
        DeadLetterFilter filter,
        CancellationToken cancellationToken
    )
    {
        if (filter.Text is { Length: > 0 })
            return Task.FromResult<IQueryable<FailedAttempt>>(context.Set<FailedAttempt>());
        var narrow = new (string Index, bool Asked, DeadLetterFilter By)[]
        {
            ("ix_failed_attempts_state_id", filter.State is not null, new DeadLetterFilter(State: filter.State)),
            ("ix_failed_attempts_source_id_id", filter.SourceId is { Length: > 0 }, new DeadLetterFilter(SourceId: filter.SourceId)),
            ("ix_failed_attempts_task_id", filter.Task is { Length: > 0 }, new DeadLetterFilter(Task: filter.Task)),
            ("ix_failed_attempts_error_class_id", filter.ErrorClass is not null, new DeadLetterFilter(ErrorClass: filter.ErrorClass)),
        };
        return context.AlongAsync(
            Table,
            narrow.Where(one => one.Asked).Select(one => (one.Index, one.By.Apply(context.Set<FailedAttempt>()))),
            MistakesIndex,
            cancellationToken
        );
    }
}
