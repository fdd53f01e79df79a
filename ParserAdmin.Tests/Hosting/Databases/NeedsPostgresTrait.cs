using Xunit.Abstractions;
using Xunit.Sdk;

namespace ParserAdmin.Tests.Hosting.Databases;

/// <summary>Lets a filter leave out what needs a real PostgreSQL: <c>Needs!=Postgres</c>.</summary>
public sealed class NeedsPostgresTrait : ITraitDiscoverer
{
    public const string TypeName = "ParserAdmin.Tests.Hosting.Databases.NeedsPostgresTrait";
    public const string Assembly = "ParserAdmin.Tests";

    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new("Needs", "Postgres")];
}
