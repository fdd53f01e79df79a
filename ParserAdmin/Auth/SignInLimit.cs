using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;
using ParserAdmin.Auth.Pages;

namespace ParserAdmin.Auth;

/// <summary>
/// Ten tries a minute from one address, over all accounts. Each address has a limiter of its own that is looked at when a try comes and
/// forgotten when none came for a while: ASP.NET's limiter by partitions wakes ten times a second for the life of the process.
/// </summary>
internal sealed class SignInLimit : IEndpointFilter, IDisposable
{
    public const int TriesPerMinute = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly MemoryCache _addresses = new(new MemoryCacheOptions { SizeLimit = 10_000 });
    private readonly Lock _making = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Wait(context.HttpContext.Connection.RemoteIpAddress) is { } wait ? Refuse(context.HttpContext, wait) : await next(context);

    public void Dispose() => _addresses.Dispose();

    /// <summary>Counts a try. Null when it may go on; otherwise how long to wait.</summary>
    internal TimeSpan? Wait(IPAddress? address)
    {
        var limiter = Of(Household(address));
        limiter.TryReplenish();
        using var lease = limiter.AttemptAcquire();
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : Window;
    }

    private FixedWindowRateLimiter Of(string address)
    {
        // Two first tries at once must not make a limiter each.
        lock (_making)
        {
            if (_addresses.TryGetValue(address, out FixedWindowRateLimiter? known) && known is not null)
                return known;
            var made = new FixedWindowRateLimiter(
                new FixedWindowRateLimiterOptions
                {
                    PermitLimit = TriesPerMinute,
                    Window = Window,
                    AutoReplenishment = false,
                }
            );
            _addresses.Set(address, made, new MemoryCacheEntryOptions { SlidingExpiration = Window * 2, Size = 1 });
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

    private static IResult Refuse(HttpContext context, TimeSpan wait)
    {
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
