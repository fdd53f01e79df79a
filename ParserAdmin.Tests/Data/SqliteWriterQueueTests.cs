using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Sqlite;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data;

/// <summary>
/// One writer at a time within the process, in the order of asking; and no way out of a transaction that keeps the others out for good.
/// </summary>
public sealed class SqliteWriterQueueTests
{
    [Fact]
    public async Task BeginTransaction_OneIsOpen_WaitsAndGoesInTheOrderOfAsking()
    {
        await using var host = await CoreHost.CreateAsync();
        var order = new List<int>();
        var waiting = new List<Task>();
        await using (var context = await host.OpenAsync())
        await using (await context.Database.BeginTransactionAsync())
        {
            for (var number = 0; number < 20; number++)
            {
                var mine = number;
                waiting.Add(WriteAsync(host, () => order.Add(mine)));
            }

            Assert.Empty(order);
            Assert.All(waiting, one => Assert.False(one.IsCompleted));
        }

        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public async Task EnterFirst_OthersWait_IsNextAndThenTheyGoOnInTheirOrder()
    {
        var queue = new SqliteWriterQueue(stopPatience: TimeSpan.FromSeconds(30));
        await queue.EnterAsync(CancellationToken.None);
        var batches = Enumerable.Range(0, 3).Select(_ => queue.EnterAsync(CancellationToken.None)).ToList();
        var stops = Enumerable.Range(0, 2).Select(_ => queue.EnterFirstAsync(CancellationToken.None)).ToList();

        queue.Leave();
        foreach (var stop in stops)
        {
            Assert.True(await stop);
            Assert.All(batches, batch => Assert.False(batch.IsCompleted));
            queue.LeaveFirst();
        }

        foreach (var batch in batches)
        {
            Assert.Same(batch, await Task.WhenAny(batches.Where(left => left == batch || !left.IsCompletedSuccessfully)));
            await batch;
            queue.Leave();
        }
    }

    [Fact]
    public async Task EnterFirst_TheWriterHangs_IsToldToTryWithoutATurn()
    {
        var queue = new SqliteWriterQueue();
        await queue.EnterAsync(CancellationToken.None);

        Assert.False(await queue.EnterFirstAsync(CancellationToken.None));
        queue.Leave();
        Assert.True(await queue.EnterFirstAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Stop_ManyBatchesWait_IsStoredBeforeThem()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        var done = 0;
        var stop = StopRecord.Create(Actors.Operator, "smoke", "node-1", host.Clock.GetUtcNow().UtcDateTime);
        var batches = Enumerable.Range(0, 100).Select(_ => Task.Run(() => WriteAsync(host, Write))).ToList();
        await Task.WhenAny(batches);

        var before = Volatile.Read(ref done);
        await host.Get<StopLine>().StoreAsync(stop, CancellationToken.None);
        var between = Volatile.Read(ref done) - before;

        // The one that wrote when it came; and those that ended while its connection was being opened.
        Assert.InRange(between, 0, 20);
        await Task.WhenAll(batches).WaitAsync(TimeSpan.FromSeconds(60));

        void Write()
        {
            // As long as a batch of a slow disk; the next one stands ready when it ends.
            Thread.SpinWait(100_000);
            Interlocked.Increment(ref done);
        }
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("rollback")]
    [InlineData("dispose")]
    [InlineData("close")]
    [InlineData("fail")]
    [InlineData("cancelled")]
    public async Task Transaction_HoweverItEnds_LetsTheNextOneIn(string how)
    {
        await using var host = await CoreHost.CreateAsync();
        await using (var context = await host.OpenAsync())
        {
            using var gone = new CancellationTokenSource();
            if (how == "cancelled")
                await gone.CancelAsync();
            var transaction = how == "cancelled" ? null : await context.Database.BeginTransactionAsync();
            switch (how)
            {
                case "commit":
                    await transaction!.CommitAsync();
                    break;
                case "rollback":
                    await transaction!.RollbackAsync();
                    break;
                case "dispose":
                    await transaction!.DisposeAsync();
                    break;
                case "close":
                    await context.Database.CloseConnectionAsync();
                    break;
                case "fail":
                    await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync("INSERT INTO nowhere VALUES (1)"));
                    break;
                default:
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => context.Database.BeginTransactionAsync(gone.Token));
                    break;
            }

            // But for those that are over, only the context's end ends it.
            if (how is "commit" or "rollback" or "dispose" or "cancelled")
                await WriteAsync(host, () => { }).WaitAsync(TimeSpan.FromSeconds(20));
        }

        await WriteAsync(host, () => { }).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Statement_OutsideOfATransaction_TakesItsTurn()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        Task checking;
        Task saving;
        await using (var context = await host.OpenAsync())
        await using (await context.Database.BeginTransactionAsync())
        {
            checking = host.Get<SourceChecks>().CheckedAsync("shop", true, CancellationToken.None);
            Assert.False(checking.IsCompleted);

            // Also a save of one row, which EF would write without a transaction.
            saving = host.AddJobAsync(JobStatus.Pending);
            Assert.False(saving.IsCompleted);

            // Readers wait for nobody.
            Assert.NotNull(await host.Get<SourceQueries>().FindAsync("shop", CancellationToken.None));
        }

        await Task.WhenAll(checking, saving).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.NotNull((await host.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!.LastCheckedAt);
    }

    [Theory, EachDatabase]
    public async Task Stamp_OnSqliteAlone_ChangesWithEachWriteAndOnlyThen(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var changes = host.Get<DatabaseChanges>();
        if (database == TestDatabase.Postgres)
        {
            Assert.Null(changes.Stamp());
            return;
        }

        var before = changes.Stamp();
        await host.SettingsAsync();
        Assert.Equal(before, changes.Stamp());

        await host.SqlAsync("UPDATE parser_settings SET mode = 'auto' WHERE id = 1");
        var own = changes.Stamp();
        Assert.NotEqual(before, own);
        Assert.Equal(own, changes.Stamp());

        // By another program.
        await using (
            var foreign = new Microsoft.Data.Sqlite.SqliteConnection(
                $"Data Source={Path.Combine(host.DataDirectory, "parseradmin.db")};Pooling=False"
            )
        )
        {
            await foreign.OpenAsync();
            await using var command = foreign.CreateCommand();
            command.CommandText = "UPDATE parser_settings SET mode = 'manual' WHERE id = 1";
            await command.ExecuteNonQueryAsync();
        }

        Assert.NotEqual(own, changes.Stamp());
    }

    private static async Task WriteAsync(CoreHost host, Action then)
    {
        await using var context = await host.OpenAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        then();
        await transaction.CommitAsync();
    }
}
