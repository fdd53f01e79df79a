using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>Tests that start the program and measure it run one at a time, after all others: what they measure is not the load of their neighbours.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealProcesses
{
    public const string Name = "real processes";
}
