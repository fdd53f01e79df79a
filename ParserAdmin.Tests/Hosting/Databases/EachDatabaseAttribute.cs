using System.Reflection;
using Xunit.Sdk;

namespace ParserAdmin.Tests.Hosting.Databases;

/// <summary>
/// Runs a theory once per database: <c>[Theory, EachDatabase]</c> with one argument of type <see cref="TestDatabase"/>.
/// Without PostgreSQL on this machine only SQLite is left, and <see cref="PostgresFactAttribute"/>'s tests say so.
/// </summary>
public sealed class EachDatabaseAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        PostgresServer.SkipReason is null
            ?
            [
                [TestDatabase.Sqlite],
                [TestDatabase.Postgres],
            ]
            :
            [
                [TestDatabase.Sqlite],
            ];
}
