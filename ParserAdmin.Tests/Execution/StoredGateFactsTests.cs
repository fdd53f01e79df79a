using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Execution;

public sealed class StoredGateFactsTests
{
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(20);
    private static readonly RunIdentity Run = new(Guid.CreateVersion7(), "catalog-sync", "shop", Epoch: 0, Scheduled: false);

    [PostgresFact]
    public async Task Read_CancelledInTheMidstOfTheQuestion_LeavesWholeConnectionsInThePool()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        using var cancelled = new CancellationTokenSource();
        await using (var other = await host.OpenAsync())
        {
            await using var transaction = await other.Database.BeginTransactionAsync();
            await other.Database.ExecuteSqlRawAsync("LOCK TABLE parser_settings IN ACCESS EXCLUSIVE MODE");
            var asked = host.Get<IGateFacts>().ReadAsync(Run, cancelled.Token);
            while (
                await other
                    .Database.SqlQuery<int>(
                        $"SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE NOT granted AND relation = 'parser_settings'::regclass"
                    )
                    .SingleAsync() == 0
            )
            {
                await Task.Yield();
            }

            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Hanging));
        }

        // As many at once as there were connections, so that each is used again.
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.SettingsAsync())).WaitAsync(Hanging);
        Assert.All(answers, settings => Assert.False(settings.Stopped));
    }
}
