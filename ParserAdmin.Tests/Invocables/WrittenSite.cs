using System.Text;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Tests.Invocables;

/// <summary>A site of which a test writes every page; what it has not written is not there.</summary>
internal sealed class WrittenSite : IPageFetcher
{
    /// <summary>By path and query.</summary>
    public Dictionary<string, string> Pages { get; } = [];

    /// <summary>Those that the server fails on.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>Those that the server does not let anybody see.</summary>
    public HashSet<string> Forbidden { get; } = [];

    public List<string> Asked { get; } = [];

    public Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request, CancellationToken cancellationToken)
    {
        var name = request.Address.PathAndQuery;
        Asked.Add(name);
        if (Broken.Contains(name))
            throw new FetchException(ErrorClass.Network, "The server answered 500.", request.Address, 500);
        if (Forbidden.Contains(name))
            throw new FetchException(ErrorClass.Blocked, "The server answered 451.", request.Address, 451);
        if (!Pages.TryGetValue(name, out var page))
            throw new FetchException(ErrorClass.NotFound, "The page is not there.", request.Address, 404);
        var body = Encoding.UTF8.GetBytes(page);
        return Task.FromResult(
            new FetchedPage(request.Address, 200, "text/html; charset=utf-8", body, null, null, false, TimeSpan.Zero, body.Length, 1)
        );
    }
}
