using Xunit;

namespace ParserAdmin.Tests.Hosting;

/// <summary>Whole programs one after another: on a small machine they would only take each other's time.</summary>
[CollectionDefinition(Name)]
public sealed class PortalHostCollection
{
    public const string Name = "portal host";
}
