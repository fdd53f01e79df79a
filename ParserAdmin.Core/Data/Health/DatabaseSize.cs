using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Data.Health;

/// <summary>How much room the database takes.</summary>
public sealed class DatabaseSize(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>In bytes; null where it does not say, or may not.</summary>
    public async Task<long?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await context.Database.SqlQueryRaw<long>(context.Dialect.SizeQuery).SingleAsync(cancellationToken);
        }
        catch (Exception unanswered) when (StorageFaults.IsOutage(unanswered) || unanswered is System.Data.Common.DbException)
        {
            return null;
        }
    }
}
