using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Data.Sqlite;

public sealed class SqliteParserDbContext(DbContextOptions<SqliteParserDbContext> options) : ParserDbContext(options)
{
    public override DatabaseDialect Dialect { get; } = new SqliteDialect();
}
