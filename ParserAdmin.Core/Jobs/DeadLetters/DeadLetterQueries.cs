using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs.DeadLetters;

/// <summary>Reads dead letters for page and API, by key, newest first.</summary>
public sealed class DeadLetterQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <param name="before">Only letters before this one: the last id of the page before.</param>
    public async Task<IReadOnlyList<FailedAttempt>> ListAsync(
        DeadLetterFilter filter,
        long? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var letters = filter.Apply(context.Set<FailedAttempt>().AsNoTracking());
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
            .Apply(context.Set<FailedAttempt>())
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
}
