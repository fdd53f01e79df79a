using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Fetching.Robots;

/// <summary>
/// Asks a site's robots.txt before each request, unless the source's definition says otherwise (requirements 5.8). Remembers each for a
/// day.
/// </summary>
internal sealed class RobotsGuard(RobotsReader reader, OwnSite ownSite, IOptions<FetchingOptions> options, TimeProvider time)
{
    // RFC 9309, 2.4.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    // A server in trouble is not asked for it again with every page.
    private static readonly TimeSpan FailureMemory = TimeSpan.FromSeconds(30);

    private const int MostOrigins = 2000;

    private readonly ConcurrentDictionary<string, RobotsEntry> _entries = new(StringComparer.Ordinal);

    /// <returns>The delay that the site asks for, or null.</returns>
    /// <exception cref="FetchException">Blocked: robots.txt forbids the address. Or why robots.txt could not be read, in its
    /// class.</exception>
    public async Task<TimeSpan?> DemandAsync(FetchContext context, Uri address)
    {
        // Our own demo is not reached through a robots.txt: the address check opens nothing else of this program.
        if (!context.Request.Politeness.ObeyRobots || ownSite.Is(Authority.Of(address)))
            return null;
        var rules = await RulesAsync(context, address);
        var verdict = rules.Ask(address, RobotsParser.ProductToken(context.Request.Politeness.UserAgent ?? options.Value.FullUserAgent));
        return verdict.Allowed
            ? verdict.CrawlDelay
            : throw new FetchException(
                ErrorClass.Blocked,
                $"The robots.txt of {HostGovernor.NameOf(address)} asks programs not to read {address.AbsolutePath}. Leave this page "
                    + $"out, or, if the site's owner agrees, set fetch.robots: ignore in the source's definition.",
                address
            );
    }

    private async Task<RobotsRules> RulesAsync(FetchContext context, Uri address)
    {
        if (_entries.Count > MostOrigins)
            _entries.Clear();
        var entry = _entries.GetOrAdd(address.GetLeftPart(UriPartial.Authority), _ => new RobotsEntry());
        await entry.OneAtATime.WaitAsync(context.Stop);
        try
        {
            if (entry.Rules is { } known && time.GetElapsedTime(entry.ReadAt) < Memory)
                return known;
            if (entry.Failed is { } failed && time.GetElapsedTime(failed.At) < FailureMemory)
                return entry.Rules ?? throw Unknown(address, failed.Failure);
            try
            {
                entry.Rules = await reader.ReadAsync(context, address);
                (entry.ReadAt, entry.Failed) = (time.GetTimestamp(), null);
                return entry.Rules;
            }
            catch (FetchException failure)
            {
                // A cooling is remembered by its host, with the time that is left of it.
                entry.Failed = failure.Class == ErrorClass.RateLimited ? null : (failure, time.GetTimestamp());
                // What was known yesterday is better than nothing (RFC 9309, 2.4).
                return entry.Rules ?? throw Unknown(address, failure);
            }
        }
        finally
        {
            entry.OneAtATime.Release();
        }
    }

    private static FetchException Unknown(Uri address, FetchException failure) =>
        failure is { Class: ErrorClass.RateLimited } or { InnerException: AddressRefusedException }
            ? failure
            : new(
                failure.Class,
                $"The robots.txt of {HostGovernor.NameOf(address)} could not be read, and until it is known nothing else may be fetched "
                    + $"there. {failure.Message}",
                address,
                failure.Status,
                failure.RetryAfter,
                failure
            );
}
