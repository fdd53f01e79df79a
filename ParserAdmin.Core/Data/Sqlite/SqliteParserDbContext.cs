using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Data.Sqlite;

public sealed class SqliteParserDbContext : ParserDbContext
{
    public SqliteParserDbContext(DbContextOptions<SqliteParserDbContext> options)
        : base(options) =>
        // Also a save of one row: outside of a transaction it would not take its turn among the writers.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

    public override DatabaseDialect Dialect { get; } = new SqliteDialect();
}
