using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ParserAdmin.Tests.Hosting;

/// <summary>Stands before every save of a host's contexts, to hold it up or to break it: <c>services.AddSingleton&lt;ISaveChangesInterceptor&gt;(faults)</c>.</summary>
public sealed class SaveFaults : SaveChangesInterceptor
{
    /// <summary>Called before each save while it is set.</summary>
    public Func<DbContext, Task>? BeforeSave { get; set; }

    public static Task Refuse(DbContext context) => throw new DbUpdateException("the disk is full");

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (BeforeSave is { } act)
            await act(eventData.Context!).WaitAsync(cancellationToken);
        return result;
    }
}
