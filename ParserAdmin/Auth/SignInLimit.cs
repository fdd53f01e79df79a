using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using ParserAdmin.Auth.Pages;

namespace ParserAdmin.Auth;

/// <summary>Ten tries a minute from one address, over all accounts; Identity's lock-out counts per account.</summary>
internal static class SignInLimit
{
    public const string Policy = "sign-in";
    public const int TriesPerMinute = 10;

    public static void Add(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Policy, context => RateLimitPartition.GetFixedWindowLimiter(
            context.ClientAddress() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesPerMinute, Window = TimeSpan.FromMinutes(1) }));
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : TimeSpan.FromMinutes(1);
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await AccountPage.Notice(
                StatusCodes.Status429TooManyRequests, "Too many attempts",
                $"Too many sign-in attempts came from your address. Wait {seconds} seconds, then try again.", "/account/sign-in", "Back to sign-in")
                .ExecuteAsync(rejected.HttpContext);
        };
    }
}
