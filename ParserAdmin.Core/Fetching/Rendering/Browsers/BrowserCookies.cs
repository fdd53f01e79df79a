using Microsoft.Playwright;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Sessions;

namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>
/// Carries the source's session into a tab and back: who signed in over plain HTTP is signed in there, and what a page changes is kept.
/// </summary>
internal static class BrowserCookies
{
    public static async Task BringAsync(BrowserTab tab, FetchRequest request)
    {
        if (request.Session?.Cookies() is { Count: > 0 } known)
            await tab.Context.AddCookiesAsync(known.Select(ToBrowser));
    }

    /// <summary>Of the source's own origins only: what third parties set on the page is no session of ours.</summary>
    public static async Task TakeAsync(BrowserTab tab, FetchRequest request)
    {
        var home = (request.Home ?? [request.Address]).Select(origin => origin.GetLeftPart(UriPartial.Authority) + "/");
        foreach (var cookie in await tab.Context.CookiesAsync(home))
        {
            request.Session?.Take(
                new StoredCookie(
                    cookie.Name,
                    cookie.Value,
                    cookie.Domain,
                    cookie.Path,
                    cookie.Secure,
                    Time(cookie.Expires),
                    cookie.HttpOnly
                )
            );
        }
    }

    private static Cookie ToBrowser(StoredCookie cookie) =>
        new()
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Domain = cookie.Domain,
            Path = cookie.Path,
            Secure = cookie.Secure,
            HttpOnly = cookie.HttpOnly,
            Expires = cookie.Expires == default ? null : new DateTimeOffset(cookie.Expires, TimeSpan.Zero).ToUnixTimeSeconds(),
        };

    private static DateTime Time(float? expires) =>
        expires is > 0 ? DateTimeOffset.FromUnixTimeSeconds((long)expires).UtcDateTime : default;
}
