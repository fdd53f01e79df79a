using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ParserAdmin.Auth.Limits;

/// <summary>
/// A cookie that stays with a browser after somebody signed in with it. Behind a proxy that is not named everybody has one address, and
/// strangers who guess would use up the tries of them all; who signed in before is counted apart. It opens nothing.
/// </summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection)
{
    private const string Cookie = "parseradmin.known";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);
    private readonly IDataProtector _protector = protection.CreateProtector("ParserAdmin.KnownBrowser.v1");

    /// <summary>The address of who signed in last with this browser, in capitals; null for a stranger's.</summary>
    public string? AccountOf(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } cookie)
            return null;
        try
        {
            return _protector.Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Remember(HttpContext context, string email) =>
        context.Response.Cookies.Append(
            Cookie,
            _protector.Protect(email.ToUpperInvariant()),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = Lifetime,
                Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            }
        );
}
