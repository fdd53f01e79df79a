using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using ParserAdmin.Core.Data.Postgres;

namespace ParserAdmin.Core.Data.DesignTime;

/// <summary>For <c>dotnet ef</c> only; it connects to nothing.</summary>
internal sealed class PostgresDesignFactory : IDesignTimeDbContextFactory<PostgresParserDbContext>
{
    public PostgresParserDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresParserDbContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
