using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ParserAdmin.Tests.Hosting.Databases;

/// <summary>
/// Stands before every save of a host's contexts, behind every commit and before every connection, to hold them up or to break them:
/// <c>services.AddSingleton&lt;ISaveChangesInterceptor&gt;(faults)</c>.
/// </summary>
public sealed class SaveFaults : SaveChangesInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    /// <summary>Called before each save while it is set.</summary>
    public Func<DbContext, Task>? BeforeSave { get; set; }

    /// <summary>Called after each commit, before the one who committed knows of it.</summary>
    public Func<DbContext, Task>? AfterCommit { get; set; }

    /// <summary>No connection can be had.</summary>
    public bool Away { get; set; }

    public static Task Refuse(DbContext context) => throw new DbUpdateException("the disk is full");

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (BeforeSave is { } act)
            await act(eventData.Context!).WaitAsync(cancellationToken);
        return result;
    }

    public async Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (AfterCommit is { } act)
            await act(eventData.Context!).WaitAsync(cancellationToken);
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) => Away ? throw new DbUpdateException("the database is away") : ValueTask.FromResult(result);
}
