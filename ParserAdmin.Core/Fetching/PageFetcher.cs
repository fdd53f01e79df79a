using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Fetching.Robots;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Fetching;

/// <summary>Fetches over plain HTTP: follows redirects by hand, and tries again what may pass.</summary>
internal sealed class PageFetcher(HopSender sender, RobotsGuard robots, IEnumerable<IFetchObserver> observers, TimeProvider time)
    : IPageFetcher
{
    private readonly IFetchObserver[] _observers = [.. observers];

    public async Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request, CancellationToken cancellationToken)
    {
        if (!request.Address.IsAbsoluteUri)
            throw new ArgumentException("The address must be absolute.", nameof(request));
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run.Stopping);
        var context = new FetchContext(run, request, _observers, linked.Token);
        var again = new Retries(context, Random.Shared, time);
        while (true)
        {
            try
            {
                var page = await FollowAsync(context);
                context.Report(FetchEventKind.Fetched, page.Address, $"{page.Status}", status: page.Status);
                return page;
            }
            catch (FetchException error)
            {
                await again.WaitAsync(error);
            }
        }
    }

    private async Task<FetchedPage> FollowAsync(FetchContext context)
    {
        var asked = Redirects.WithoutFragment(context.Request.Address);
        var address = asked;
        var body = context.Request.Body;
        var atHome = context.Request.IsHome(asked);
        for (var followed = 0; ; followed++)
        {
            var crawlDelay = await robots.DemandAsync(context, address);
            var answer = await sender.SendAsync(context, new Hop(address, atHome, crawlDelay, body));
            if (answer.Page is { } page)
                return page;
            var next = answer.Next ?? throw new InvalidOperationException("A hop ended with neither a page nor a redirect.");
            if (followed == Redirects.Max)
                throw Redirects.TooMany(asked, next);
            // Once another origin had a say in where this goes, the headers stay at home, even if it leads back.
            atHome &= context.Request.IsHome(next);
            if (body is not null && answer.KeepsMethod && !atHome)
                throw Redirects.PostElsewhere(address, next);
            body = answer.KeepsMethod ? body : null;
            context.Report(FetchEventKind.Redirected, address, $"to {next}");
            address = next;
        }
    }
}
