using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>
/// A stop while something that it needs gives no answer at all: whoever stops is not held up, nor is any other step of it.
/// </summary>
public sealed class HangingStopTests : IDisposable
{
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(20);
    private static readonly Actor Shell = new(ActorType.Cli, "olga", "olga", Role.Admin);
    private readonly ManualResetEventSlim _released = new();

    public void Dispose()
    {
        _released.Set();
        _released.Dispose();
    }

    [Theory, EachDatabase]
    public async Task Stop_DiskHangs_IsToldAndStoredAllTheSame(TestDatabase database)
    {
        // What the disk refuses is logged, and this log does not come back: so keeping the stop as a file does not either.
        using var log = new Complaints();
        await using var host = await CoreHost.CreateAsync(database, services => PutInto(services, log));
        await File.WriteAllTextAsync(Path.Combine(host.DataDirectory, "unstored-stops"), "a file where the folder should be");

        var stopping = Task.Run(() => host.Get<EmergencyStop>().StopAsync(Shell, "smoke", CancellationToken.None));
        var patience = TimeSpan.FromMilliseconds(250);
        await host.Clock.WaitForTimerAsync(patience);
        host.Clock.Advance(patience);
        var result = await stopping.WaitAsync(Hanging);

        Assert.Equal((true, true, true), (result.Succeeded, result.Value!.Told, result.Value.Stored));
        Assert.False(_released.IsSet);
        Assert.True((await host.SettingsAsync()).Stopped);
        Assert.Contains("The emergency stop is not cleared from the data folder yet", log.Lines);
    }

    [Fact]
    public async Task Stop_DatabaseRefusesAndTheDiskHangs_SaysThatMemoryAloneKeepsIt()
    {
        using var log = new Complaints();
        await using var host = await CoreHost.CreateAsync(configure: services => PutInto(services, log));
        await using var freed = new Freed(_released);
        await File.WriteAllTextAsync(Path.Combine(host.DataDirectory, "unstored-stops"), "a file where the folder should be");
        await host.SqlAsync("ALTER TABLE emergency_stops RENAME TO hidden");

        // By a command: a person's patience for the telling is as long, and its timer would be mistaken for this one.
        var stopping = Task.Run(() => host.Get<EmergencyStop>().StopAsync(Shell, "smoke", CancellationToken.None));
        var patience = TimeSpan.FromMilliseconds(250);
        await host.Clock.WaitForTimerAsync(patience);
        host.Clock.Advance(patience);
        var result = await stopping.WaitAsync(Hanging);

        Assert.Equal((CommandStatus.Unavailable, false), (result.Status, result.Value!.Kept));
        Assert.Contains("The emergency stop is not kept in the data folder yet", log.Lines);
    }

    [Theory, EachDatabase]
    public async Task Stop_DatabaseHoldsTheThreadThatAsks_TheCallerGoesOnAndHasAnAnswerInTime(TestDatabase database)
    {
        var contexts = new HangingContexts();
        await using var host = await CoreHost.CreateAsync(database, contexts.PutInto);
        await using var freed = new Freed(_released);
        contexts.Hang = _released.Wait;

        var called = Task.Run(() =>
        {
            var stopping = host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
            Assert.Equal("Emergency stop by olga@example.org: smoke", host.Get<LocalLatch>().Reason);
            return new { Stopping = stopping };
        });
        var stopping = (await called.WaitAsync(Hanging)).Stopping;
        foreach (var patience in new[] { EmergencyStop.TellPatience, EmergencyStop.StorePatience })
        {
            await host.Clock.WaitForTimerAsync(patience);
            host.Clock.Advance(patience);
        }

        // Whether there are other nodes is known to no one yet.
        _released.Set();
        var result = await stopping.WaitAsync(Hanging);
        Assert.Equal((CommandStatus.Unavailable, false, true), (result.Status, result.Value!.Stored, result.Value.Kept));

        // On SQLite there is nobody else to tell.
        var alone = database == TestDatabase.Sqlite;
        Assert.Equal(alone, result.Value.Told);
        Assert.Equal(!alone, result.Message!.Contains("The other nodes could NOT be told", StringComparison.Ordinal));
        Assert.DoesNotContain("were told", result.Message, StringComparison.Ordinal);
    }

    /// <summary>A command is a program that has only just begun: its first question takes longer.</summary>
    [Fact]
    public async Task Stop_ByACommandWhileTheDatabaseHangs_WaitsLongerForTheTelling()
    {
        var contexts = new HangingContexts();
        await using var host = await CoreHost.CreateAsync(configure: contexts.PutInto);
        await using var freed = new Freed(_released);
        contexts.Hang = () => _released.Wait();

        var stopping = Task.Run(() => host.Get<EmergencyStop>().StopAsync(Shell, "smoke", CancellationToken.None));
        await host.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(2));

        _released.Set();
        Assert.True((await stopping.WaitAsync(Hanging)).Succeeded);
    }

    [PostgresFact]
    public async Task Tell_OutOfPatience_IsBrokenOffAndTheStopIsStored()
    {
        var contexts = new HangingContexts();
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres, contexts.PutInto);
        var (asked, begun, ended) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        contexts.HangAsync = async token =>
        {
            // The stop's own connection is the only one here that can be told to give up.
            if (!token.CanBeCanceled || Interlocked.Increment(ref asked) > 1)
                return;
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => ended.SetResult(), TaskScheduler.Default);
            token.ThrowIfCancellationRequested();
        };

        var stopping = Task.Run(() => host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None));
        await begun.Task.WaitAsync(Hanging);
        await host.Clock.WaitForTimerAsync(EmergencyStop.TellPatience);
        host.Clock.Advance(EmergencyStop.TellPatience);

        await ended.Task.WaitAsync(Hanging);
        var result = await stopping.WaitAsync(Hanging);
        Assert.Equal((true, true), (result.Succeeded, result.Value!.Stored));
        Assert.True((await host.SettingsAsync()).Stopped);
    }

    /// <summary>What the disk refuses is logged, and this log does not come back.</summary>
    private void PutInto(IServiceCollection services, Complaints log)
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(log));
        services.AddSingleton<ILogger<UnstoredStops>>(new HangingLog(_released));
    }

    /// <summary>Released before the host ends, which would wait for it.</summary>
    private sealed class Freed(ManualResetEventSlim released) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            released.Set();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class HangingLog(ManualResetEventSlim released) : ILogger<UnstoredStops>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> text) =>
            released.Wait();
    }

    /// <summary>The program's contexts, which a test lets hang.</summary>
    private sealed class HangingContexts
    {
        /// <summary>Called on the thread that asks for a context.</summary>
        public Action Hang { get; set; } = () => { };

        public Func<CancellationToken, Task> HangAsync { get; set; } = _ => Task.CompletedTask;

        public void PutInto(IServiceCollection services)
        {
            var own = services.Last(service => service.ServiceType == typeof(IDbContextFactory<ParserDbContext>)).ImplementationType!;
            services.AddSingleton<IDbContextFactory<ParserDbContext>>(provider => new Factory(
                (IDbContextFactory<ParserDbContext>)ActivatorUtilities.CreateInstance(provider, own),
                this
            ));
        }

        private sealed class Factory(IDbContextFactory<ParserDbContext> inner, HangingContexts test) : IDbContextFactory<ParserDbContext>
        {
            public ParserDbContext CreateDbContext()
            {
                test.Hang();
                return inner.CreateDbContext();
            }

            public async Task<ParserDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
            {
                test.Hang();
                await test.HangAsync(cancellationToken);
                return await inner.CreateDbContextAsync(cancellationToken);
            }
        }
    }
}
