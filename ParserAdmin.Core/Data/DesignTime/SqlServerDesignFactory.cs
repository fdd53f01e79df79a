using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using ParserAdmin.Core.Data.SqlServer;

namespace ParserAdmin.Core.Data.DesignTime;

/// <summary>For <c>dotnet ef</c> only; it connects to nothing.</summary>
internal sealed class SqlServerDesignFactory : IDesignTimeDbContextFactory<SqlServerParserDbContext>
{
    public SqlServerParserDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerParserDbContext>().UseSqlServer("Server=localhost;Database=design").Options);
}
