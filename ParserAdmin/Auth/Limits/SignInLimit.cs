using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;
using ParserAdmin.Auth.Pages;

namespace ParserAdmin.Auth.Limits;

/// <summary>
/// Ten tries a minute from one address, over all accounts; browsers that are known by an account are counted together, apart from their
/// address. Each has a limiter of its own that is looked at when a try comes and forgotten when none came for a while: ASP.NET's limiter by
/// partitions wakes ten times a second for the life of the process.
/// </summary>
internal sealed class SignInLimit(KnownBrowser browsers, ILogger<SignInLimit> logger) : IEndpointFilter, IDisposable
{
    public const int TriesPerMinute = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly MemoryCache _limiters = new(new MemoryCacheOptions { SizeLimit = 10_000 });
    private readonly Lock _making = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Wait(context.HttpContext.Connection.RemoteIpAddress, browsers.AccountOf(context.HttpContext)) is { } wait
            ? Refuse(context.HttpContext, wait)
            : await next(context);

    public void Dispose() => _limiters.Dispose();

    /// <summary>Counts a try. Null when it may go on; otherwise how long to wait.</summary>
    /// <param name="account">By which the browser is known, or null.</param>
    internal TimeSpan? Wait(IPAddress? address, string? account = null)
    {
        var limiter = Of(account is null ? Household(address) : $"known {account}");
        limiter.TryReplenish();
        using var lease = limiter.AttemptAcquire();
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : Window;
    }

    private FixedWindowRateLimiter Of(string whom)
    {
        // Two first tries at once must not make a limiter each.
        lock (_making)
        {
            if (_limiters.TryGetValue(whom, out FixedWindowRateLimiter? known) && known is not null)
                return known;
            var made = new FixedWindowRateLimiter(
                new FixedWindowRateLimiterOptions
                {
                    PermitLimit = TriesPerMinute,
                    Window = Window,
                    AutoReplenishment = false,
                }
            );
            _limiters.Set(whom, made, new MemoryCacheEntryOptions { SlidingExpiration = Window * 2, Size = 1 });
            return made;
        }
    }

    /// <summary>Of IPv6 the network: whoever has one address of it has all 2^64.</summary>
    private static string Household(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private IResult Refuse(HttpContext context, TimeSpan wait)
    {
        // Of a proxy that is believed none is left.
        if (context.Request.Headers.ContainsKey("X-Forwarded-For"))
        {
            logger.LogWarning(
                "Too many sign-ins come from {Address}, which passes others on (X-Forwarded-For) but is not named in the setting "
                    + "ParserAdmin:Proxy:KnownProxies: everyone behind it counts as one",
                context.ClientAddress()
            );
        }

        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return AccountPage.Notice(
            StatusCodes.Status429TooManyRequests,
            "Too many attempts",
            $"Too many sign-in attempts came from your address. Wait {seconds} seconds, then try again.",
            "account/sign-in",
            "Back to sign-in"
        );
    }
}
