using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using ParserAdmin.Core.Data.Sqlite;

namespace ParserAdmin.Core.Data.DesignTime;

/// <summary>For <c>dotnet ef</c> only; it connects to nothing.</summary>
internal sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqliteParserDbContext>
{
    public SqliteParserDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteParserDbContext>().UseSqlite("Data Source=design.db").Options);
}
