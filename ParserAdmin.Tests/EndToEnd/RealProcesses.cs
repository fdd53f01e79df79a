using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// Tests that measure the program in its own process run one at a time, after all others: what they measure is not the load of their
/// neighbours.
/// Those that only start it are <see cref="LongRuns"/>.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealProcesses
{
    public const string Name = "real processes";
}
