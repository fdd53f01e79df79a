using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data.Plans;

/// <summary>
/// Asks the database before each query of a host how it would answer it.
/// PostgreSQL reads a small table whole, whatever indexes there are; here it is told to do so, and to sort, only where it cannot do
/// otherwise.
/// </summary>
internal sealed class QueryPlans : DbCommandInterceptor, ISaveChangesInterceptor
{
    private const string OnlyIfThereIsNoIndex = "SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off";
    private List<QueryPlan>? _seen;

    public Task<CoreHost> OpenAsync(TestDatabase database) =>
        CoreHost.CreateAsync(database, services => services.AddSingleton<ISaveChangesInterceptor>(this));

    public async Task AssertIndexedAsync(string what, Func<Task> ask)
    {
        var plans = await OfAsync(ask);
        var faults = plans.SelectMany(plan => plan.Scans.Concat(plan.Sorts)).ToList();
        Assert.True(faults.Count == 0, $"{what}: {string.Join('\n', faults)}");
    }

    /// <summary>The plans of all queries that are asked meanwhile.</summary>
    public async Task<IReadOnlyList<QueryPlan>> OfAsync(Func<Task> ask)
    {
        List<QueryPlan> seen = [];
        _seen = seen;
        try
        {
            await ask();
        }
        finally
        {
            _seen = null;
        }

        Assert.NotEmpty(seen);
        return seen;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        _seen?.Add(Explain(command));
        return ValueTask.FromResult(result);
    }

    /// <summary>By the command itself, so that its parameters are what they will be.</summary>
    private static QueryPlan Explain(DbCommand command)
    {
        var asked = command.CommandText;
        if (command is NpgsqlCommand)
            Prepare(command.Connection!);
        command.CommandText = (command is SqliteCommand ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + asked;
        try
        {
            using var reader = command.ExecuteReader();
            var steps = new List<PlanStep>();
            while (reader.Read())
            {
                steps.Add(
                    command is SqliteCommand
                        ? new PlanStep(reader.GetInt64(1), reader.GetString(3))
                        : new PlanStep(0, reader.GetString(0).TrimStart(' ', '-', '>'))
                );
            }

            return new QueryPlan(asked, steps);
        }
        finally
        {
            command.CommandText = asked;
        }
    }

    private static void Prepare(DbConnection connection)
    {
        using var settings = connection.CreateCommand();
        settings.CommandText = OnlyIfThereIsNoIndex;
        settings.ExecuteNonQuery();
    }
}

/// <param name="Group">Steps of one group work on the same rows; 0 for PostgreSQL.</param>
internal sealed record PlanStep(long Group, string Text);
