using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Data.Postgres;

public sealed class PostgresParserDbContext(DbContextOptions<PostgresParserDbContext> options) : ParserDbContext(options)
{
    public override DatabaseDialect Dialect { get; } = new PostgresDialect();
}
