using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People.Sessions;

/// <summary>Who is signed in, with which browser. What is not in here is signed out, whatever its cookie says.</summary>
public sealed class SessionRegister(IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    /// <summary>A browser that was not seen for so long is signed out.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private static readonly TimeSpan SeenNotedEvery = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, DateTime> _seen = new();

    /// <summary>Somebody signed in; <see cref="SignInRecords"/> puts it on record.</summary>
    public async Task<Guid> StartAsync(string userId, string? address, string browser, CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sessions = context.Set<Session>();
        var oldest = now - Lifetime;
        sessions.RemoveRange(
            await sessions.Where(session => session.UserId == userId && session.LastSeenAt < oldest).ToListAsync(cancellationToken)
        );
        var started = Session.Start(userId, address, browser.Length > 100 ? browser[..100] : browser, now);
        sessions.Add(started);
        if (await context.Set<Account>().SingleOrDefaultAsync(account => account.UserId == userId, cancellationToken) is not { } known)
            context.Add(known = Account.Create(userId));
        known.LastSignInAt = now;
        await context.SaveChangesAsync(cancellationToken);
        return started.Id;
    }

    /// <summary>Whether this person is signed in with this session now.</summary>
    public async Task<bool> IsLiveAsync(Guid id, string userId, CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var session = await context
            .Set<Session>()
            .AsNoTracking()
            .SingleOrDefaultAsync(session => session.Id == id && session.UserId == userId, cancellationToken);
        if (session is null || now - session.LastSeenAt > Lifetime)
            return false;
        if (now - session.LastSeenAt >= SeenNotedEvery)
            _seen[id] = now;
        return true;
    }

    /// <summary>Of one person, the newest sign-in first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        var oldest = clock.UtcMilliseconds() - Lifetime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<Session>()
            .AsNoTracking()
            .Where(session => session.UserId == userId && session.LastSeenAt >= oldest)
            .OrderByDescending(session => session.StartedAt)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Somebody signed out of this browser themselves.</summary>
    public async Task EndAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<Session>().Where(session => session.Id == id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Stores who was seen. Apart from the requests themselves: that it cannot be written is no reason to refuse one.</summary>
    public async Task WriteSeenAsync(CancellationToken cancellationToken)
    {
        if (_seen.IsEmpty)
            return;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var seen in _seen.ToArray())
        {
            await context
                .Set<Session>()
                .Where(session => session.Id == seen.Key)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenAt, seen.Value), cancellationToken);
            _seen.TryRemove(seen);
        }
    }
}
