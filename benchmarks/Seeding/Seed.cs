using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Benchmarks.Seeding;

/// <summary>
/// Fills an empty database with what an installation has after a year: N jobs, ten lines of log each, N items, N audit entries with a chain
/// that verifies, and a dead letter for each job that failed; a few sources, people and keys. <c>seed [N] [PLACE]</c>, for a place see
/// <see cref="SeededDatabase.AtAsync"/>.
/// </summary>
internal static class Seed
{
    public const int Usual = 1_000_000;
    private const int People = 500;

    public static async Task<int> RunAsync(string[] rest)
    {
        var (count, place) = Asked(rest);
        if (place is null or "postgres")
        {
            Console.Error.WriteLine(
                "Say where: the path of a new SQLite file, or a connection string with Host= of an empty PostgreSQL database."
            );
            return 2;
        }

        await using var database = await SeededDatabase.AtAsync(place);
        await FillAsync(database, count);
        return 0;
    }

    /// <summary>A number is how many, anything else is where.</summary>
    public static (int Count, string? Place) Asked(string[] rest)
    {
        var number = rest.Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var count) ? count : 0)
            .FirstOrDefault(count => count > 0);
        return (number == 0 ? Usual : number, rest.FirstOrDefault(word => !int.TryParse(word, CultureInfo.InvariantCulture, out _)));
    }

    public static async Task FillAsync(SeededDatabase database, int count)
    {
        var all = Stopwatch.StartNew();
        var now = TimeProvider.System.UtcMilliseconds();

        // What is there before the year began then.
        await using var services = await database.OpenAsync(new ManualTimeProvider(now.AddDays(-365).AddMinutes(-1)));
        foreach (var source in JobRows.Sources)
        {
            await services
                .GetRequiredService<SourceCommands>()
                .SaveAsync(Actor.System, TestSources.Yaml(source, $"Shop {source[^2..]}"), null, CancellationToken.None);
        }

        await using var context = await services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();
        var last = await context.Set<AuditEntry>().AsNoTracking().OrderByDescending(entry => entry.Sequence).FirstOrDefaultAsync();
        await using var connection = database.Connect();
        var jobs = new JobRows(count, now);
        Fill(context, connection, "parser_jobs", count, jobs.Jobs());
        Fill(context, connection, "parser_job_logs", count * (long)JobRows.LinesOfAJob, jobs.Lines());
        Fill(context, connection, "failed_attempts", jobs.Letters.Count, jobs.Letters);
        foreach (var statement in context.Dialect.DropSearchIndex("items"))
            Indexes.Run(connection, statement);
        Fill(context, connection, "items", count, ItemRows.All(count, now));
        Time(
            "search index of items",
            count,
            () => context.Dialect.SearchIndex("items").ToList().ForEach(statement => Indexes.Run(connection, statement))
        );
        Fill(context, connection, "audit_logs", count, AuditRows.All(count, now, last));
        new BulkTable<IdentityUser>(context).Write(connection, Enumerable.Range(0, People).Select(Person));
        new BulkTable<ApiKey>(context).Write(connection, Enumerable.Range(0, People).Select(number => Key(number, now)));
        if (database.IsPostgres)
            Time("vacuum and figures of the tables", count, () => Indexes.Run(connection, "VACUUM ANALYZE"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"seed: {count} jobs, items and audit entries in {all.Elapsed.TotalSeconds:F0} s")
        );
    }

    private static void Fill<T>(ParserDbContext context, DbConnection connection, string table, long count, IEnumerable<T> rows)
        where T : class =>
        Time(table, count, () => Indexes.Without(connection, table, () => new BulkTable<T>(context).Write(connection, rows)));

    private static void Time(string what, long rows, Action act)
    {
        var watch = Stopwatch.StartNew();
        act();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed: {what, -32} {rows, 10} rows {watch.Elapsed.TotalSeconds, 8:F1} s {rows / watch.Elapsed.TotalSeconds, 10:F0} a second"
            )
        );
    }

    private static IdentityUser Person(int number)
    {
        var email = $"person-{number}@example.org";
        return new IdentityUser(email)
        {
            Id = $"u-{number}",
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            PasswordHash = "x",
        };
    }

    private static ApiKey Key(int number, DateTime now)
    {
        var key = ApiKey.Create(
            $"Key {number}",
            Role.Viewer,
            number % 3 == 0 ? now.AddDays(number - (People / 2)) : null,
            ApiKey.NewSecret(),
            $"person-{number % 30}@example.org",
            now.AddHours(number - People)
        );
        if (number % 4 == 0)
            key.Revoke(now);
        return key;
    }
}
