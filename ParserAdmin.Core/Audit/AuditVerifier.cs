using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Audit;

/// <summary>Walks the chain from its first entry and names the first one that does not hold.</summary>
public sealed class AuditVerifier(IDbContextFactory<ParserDbContext> contexts)
{
    public Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken) => VerifyAsync(null, cancellationToken);

    /// <param name="since">What was found to hold before: only what was added to it is read, and its last entry has to be there
    /// still.</param>
    public async Task<AuditVerification> VerifyAsync(AuditVerification? since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var all = context.Set<AuditEntry>().AsNoTracking();
        var (read, head) = since is null ? (0, AuditChain.Genesis) : (since.Entries, since.Head);
        var last = all.Where(entry => entry.Sequence == read).Select(entry => entry.Hash);
        if (read > 0 && await last.FirstOrDefaultAsync(cancellationToken) != head)
            return new AuditVerification(read - 1, read, $"Entry {read} is not the one that was there before.", head);
        var entries = all.Where(entry => entry.Sequence > read).OrderBy(entry => entry.Sequence).AsAsyncEnumerable();
        var reader = entries.GetAsyncEnumerator(cancellationToken);
        await using (reader)
        {
            while (true)
            {
                try
                {
                    if (!await reader.MoveNextAsync())
                        return new AuditVerification(read, null, null, head);
                }
                catch (Exception unreadable) when (AuditEntry.IsBroken(unreadable))
                {
                    // A changed byte may leave a value that no longer is one of its column's kind.
                    return new AuditVerification(read, read + 1, $"The entry cannot be read: {unreadable.Message}", head);
                }

                if (Problem(reader.Current, read + 1, head) is { } problem)
                    return new AuditVerification(read, reader.Current.Sequence, problem, head);
                head = reader.Current.Hash;
                read++;
            }
        }
    }

    private static string? Problem(AuditEntry entry, long expected, string head)
    {
        if (entry.Sequence != expected)
            return $"Entry {expected} is missing; the next one is {entry.Sequence}.";
        if (entry.PreviousHash != head)
            return $"Entry {entry.Sequence} does not follow the one before it.";
        return entry.Hash == AuditChain.Hash(entry) ? null : $"Entry {entry.Sequence} was changed after it was written.";
    }
}
