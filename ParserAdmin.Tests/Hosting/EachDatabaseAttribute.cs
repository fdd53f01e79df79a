using System.Reflection;
using Xunit.Sdk;

namespace ParserAdmin.Tests.Hosting;

/// <summary>Runs a theory once per database: <c>[Theory, EachDatabase]</c> with one argument of type <see cref="TestDatabase"/>.</summary>
public sealed class EachDatabaseAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[TestDatabase.Sqlite], [TestDatabase.Postgres]];
}
