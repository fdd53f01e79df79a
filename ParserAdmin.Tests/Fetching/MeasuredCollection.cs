using Xunit;

namespace ParserAdmin.Tests.Fetching;

/// <summary>Tests that measure the whole process run alone, or they would measure the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredCollection
{
    public const string Name = "Measured";
}
