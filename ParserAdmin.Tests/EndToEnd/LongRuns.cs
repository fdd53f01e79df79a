using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Fetching.Rendering;
using ParserAdmin.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer(LongRuns.TypeName, LongRuns.AssemblyName)]

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// Collections that take long and measure no time; most start the program and wait. The longest begins first, for begun last it would run
/// alone.
/// </summary>
public sealed class LongRuns : ITestCollectionOrderer
{
    public const string Browsers = "browsers";
    public const string Pages = "pages in all states";
    public const string Clusters = "clusters";
    public const string Starts = "starts";
    public const string Killed = "kills";
    public const string TypeName = "ParserAdmin.Tests.EndToEnd.LongRuns";
    public const string AssemblyName = "ParserAdmin.Tests";

    private static readonly string[] InOrder =
    [
        Killed,
        Clusters,
        Starts,
        Browsers,
        Pages,
        PortalHostCollection.Name,
        BrowserCollection.Name,
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections
            .OrderBy(collection => Array.IndexOf(InOrder, collection.DisplayName) is var place and >= 0 ? place : InOrder.Length)
            .ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}
