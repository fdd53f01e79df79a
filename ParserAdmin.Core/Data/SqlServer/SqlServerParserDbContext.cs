using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ParserAdmin.Core.Data.SqlServer;

public sealed class SqlServerParserDbContext(DbContextOptions<SqlServerParserDbContext> options) : ParserDbContext(options)
{
    public override DatabaseDialect Dialect { get; } = new SqlServerDialect();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // A uniqueidentifier sorts by its last bytes first, which would break lists that page by version 7 ids.
        configurationBuilder.Properties<Guid>().HaveConversion<GuidToStringConverter>().HaveColumnType("char(36)");
    }
}
