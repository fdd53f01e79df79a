using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Fetching.Sessions;

/// <summary>Keeps the sessions of sources over runs and restarts, encrypted.</summary>
public sealed class SessionStore(IDbContextFactory<ParserDbContext> contexts, SecretBox secrets, TimeProvider clock)
{
    /// <summary>Brings back the cookies of the same login; nothing where there are none, or none that can be read.</summary>
    public async Task RestoreAsync(string sourceId, string fingerprint, FetchSession session, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await context
            .Set<StoredSession>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.SourceId == sourceId && row.Fingerprint == fingerprint, cancellationToken);
        if (stored is null)
            return;
        try
        {
            session.Restore(secrets.Open(stored.Cookies));
        }
        catch (CryptographicException)
        {
            // Its keys are gone: to sign in anew costs one request.
        }
    }

    /// <summary>Keeps the session's cookies where they changed.</summary>
    public async Task SaveAsync(string sourceId, string fingerprint, FetchSession session, CancellationToken cancellationToken)
    {
        if (session.TakeChanges() is not { } cookies)
            return;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Set<StoredSession>().SingleOrDefaultAsync(row => row.SourceId == sourceId, cancellationToken);
        if (row is null)
            context.Add(row = new StoredSession { SourceId = sourceId });
        row.Fingerprint = fingerprint;
        row.Cookies = secrets.Close(cookies);
        row.UpdatedAt = clock.UtcMilliseconds();
        await context.SaveChangesAsync(cancellationToken);
    }
}
