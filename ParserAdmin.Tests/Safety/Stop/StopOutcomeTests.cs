using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>What is said of a stop that was not done as a whole, and what follows all the same.</summary>
public sealed class StopOutcomeTests : IDisposable
{
    private readonly Complaints _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(true, "The other nodes were told. ")]
    [InlineData(false, "The other nodes could NOT be told: look whether they still run. ")]
    public async Task Stop_DatabaseOfSeveralNodesTakesNothing_SaysWhetherTheOthersWereTold(bool told, string words)
    {
        using var watched = await WatchedLine.CreateAsync();
        watched.Before = said => told && !WatchedLine.Stores(said) ? Task.CompletedTask : throw new SqliteException("it is away", 10);
        await using var host = await HostAsync(services => services.AddSingleton(watched.Line));

        var result = await host.StopAsync();

        Assert.Equal(
            $"This node is stopped (0 jobs cancelled). {words}The stop could not be stored yet. it is away. Who, when and why are kept in "
                + "the data folder; they are stored as soon as the database takes them.",
            result.Message
        );
        Assert.Equal((CommandStatus.Unavailable, told), (result.Status, result.Value!.Told));
        Assert.Equal(told ? 0 : 1, _log.Lines.Count(line => line == "The emergency stop could not be told to the other nodes: it is away"));
    }

    [Fact]
    public async Task Stop_ByACommandThatNeitherDiskNorDatabaseTakes_IsTriedToBeKeptOnce()
    {
        await using var host = await HostAsync();
        await File.WriteAllTextAsync(Path.Combine(host.DataDirectory, "unstored-stops"), "a file where the folder should be");
        await host.SqlAsync("ALTER TABLE emergency_stops RENAME TO hidden");

        var result = await host.StopAsync(StopHost.Shell);

        Assert.Equal((CommandStatus.Unavailable, false), (result.Status, result.Value!.Kept));
        Assert.Single(
            _log.Lines,
            line => line.StartsWith("The emergency stop by root could not be kept in the data folder", StringComparison.Ordinal)
        );
    }

    /// <summary>A command ends after it, and the node may be frozen: it waits longer than a person would.</summary>
    [Theory, InlineData(false, 150), InlineData(true, 5_000)]
    public async Task Stop_TrailHangs_IsWaitedForAndDoneAllTheSame(bool command, int patienceMs)
    {
        var saves = new SaveFaults();
        var (begun, released, committed) = (Source(), Source(), Source());
        await using var host = await HostAsync(services => services.AddSingleton<ISaveChangesInterceptor>(saves));
        saves.BeforeSave = _ =>
        {
            begun.TrySetResult();
            return released.Task;
        };
        saves.AfterCommit = _ =>
        {
            committed.TrySetResult();
            return Task.CompletedTask;
        };

        var stopping = host.StopAsync(command ? StopHost.Shell : null);

        // The storing has the same patience of a command: it is over by now.
        await begun.Task.WaitAsync(StopHost.Hanging);
        var patience = TimeSpan.FromMilliseconds(patienceMs);
        await host.Clock.WaitForTimerAsync(patience);
        host.Clock.Advance(patience);
        var result = await stopping;

        Assert.Equal((true, true, false), (result.Succeeded, result.Value!.Stored, result.Value.Audited));
        Assert.Equal(["The emergency stop is not brought in step yet"], _log.Lines);
        released.SetResult();
        await committed.Task.WaitAsync(StopHost.Hanging);
    }

    [Fact]
    public async Task Stop_TrailTakesNothing_IsToldToThePagesAllTheSame()
    {
        var saves = new SaveFaults();
        await using var host = await HostAsync(services => services.AddSingleton<ISaveChangesInterceptor>(saves));
        await using var told = host.Get<EventBus>()
            .Subscribe(happened => happened is SettingsChanged { Settings: { Stopped: true, Epoch: 1 } });
        saves.BeforeSave = SaveFaults.Refuse;

        await host.StopAsync();

        await using var batches = told.ReadBatchesAsync().GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync().AsTask().WaitAsync(StopHost.Hanging));
    }

    [Fact]
    public async Task Stop_TwiceWhileTheDatabaseRefuses_KeepsBoth()
    {
        await using var host = await HostAsync();
        await host.SqlAsync("ALTER TABLE emergency_stops RENAME TO hidden");

        await host.StopAsync();
        await host.StopAsync(Actors.Admin);

        Assert.Equal(["olga@example.org", "ada@example.org"], host.Get<LocalLatch>().Unstored.Select(stop => stop.StoppedBy));
        Assert.Equal(2, host.Get<UnstoredStops>().Read().Count);
    }

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<CoreHost> HostAsync(Action<IServiceCollection>? configure = null) => StopHost.CreateAsync(_log, null, configure);
}
