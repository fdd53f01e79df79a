using System.Diagnostics;
using Npgsql;
using ParserAdmin.Core.Data.Postgres;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data;

/// <summary>What a stop cancels has to end, whatever the server does.</summary>
public sealed class PostgresCancelTests
{
    [PostgresFact]
    public async Task Cancel_SessionDoesNotAnswer_EndsWithinASecond()
    {
        var connection = PostgresDialect.Bounded(await PostgresServer.CreateEmptyDatabaseAsync() + ";Pooling=false");
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync();
        var process = session.ProcessID;
        await using var command = session.CreateCommand();
        command.CommandText = "SELECT pg_sleep(30)";
        using var cancelling = new CancellationTokenSource();
        var sleeping = command.ExecuteNonQueryAsync(cancelling.Token);
        await SignalAsync("STOP", process);
        try
        {
            var watch = Stopwatch.StartNew();
            await cancelling.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleeping.WaitAsync(TimeSpan.FromSeconds(20)));

            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }
        finally
        {
            await SignalAsync("CONT", process);
        }
    }

    private static async Task SignalAsync(string name, int process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
