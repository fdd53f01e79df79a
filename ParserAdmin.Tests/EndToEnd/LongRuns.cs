using ParserAdmin.Tests.EndToEnd;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer(LongRuns.TypeName, LongRuns.AssemblyName)]

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// Tests that start the program, wait a lot and measure no time: four lanes, each one test at a time, beside all the short ones. They
/// begin first, for begun last they would run alone.
/// </summary>
public sealed class LongRuns : ITestCollectionOrderer
{
    public const string Browsers = "browsers";
    public const string Pages = "pages in all states";
    public const string Clusters = "clusters";
    public const string Starts = "starts";
    public const string TypeName = "ParserAdmin.Tests.EndToEnd.LongRuns";
    public const string AssemblyName = "ParserAdmin.Tests";

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections
            .OrderBy(collection => collection.DisplayName is Browsers or Pages or Clusters or Starts ? 0 : 1)
            .ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}
