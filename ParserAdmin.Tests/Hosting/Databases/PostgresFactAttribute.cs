using Xunit;
using Xunit.Sdk;

namespace ParserAdmin.Tests.Hosting.Databases;

/// <summary>A test that needs PostgreSQL, skipped with the reason where there is none.</summary>
[TraitDiscoverer(NeedsPostgresTrait.TypeName, NeedsPostgresTrait.Assembly)]
public sealed class PostgresFactAttribute : FactAttribute, ITraitAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.SkipReason;
}

/// <summary>The same for a theory.</summary>
[TraitDiscoverer(NeedsPostgresTrait.TypeName, NeedsPostgresTrait.Assembly)]
public sealed class PostgresTheoryAttribute : TheoryAttribute, ITraitAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.SkipReason;
}
