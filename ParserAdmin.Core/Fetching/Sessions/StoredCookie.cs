using System.Net;

namespace ParserAdmin.Core.Fetching.Sessions;

/// <summary>A cookie as it is kept between runs.</summary>
/// <param name="HttpOnly">Whether scripts of a page may not see it; one that was kept before this was noted counts so.</param>
internal sealed record StoredCookie(string Name, string Value, string Domain, string Path, bool Secure, DateTime Expires, bool HttpOnly = true)
{
    public static StoredCookie Of(Cookie cookie) =>
        new(cookie.Name, cookie.Value, cookie.Domain, cookie.Path, cookie.Secure, cookie.Expires == DateTime.MinValue ? default : cookie.Expires.ToUniversalTime(), cookie.HttpOnly);

    public Cookie ToCookie()
    {
        var cookie = new Cookie(Name, Value, Path, Domain) { Secure = Secure, HttpOnly = HttpOnly };
        // Without a time it lasts as long as the session does.
        if (Expires != default)
            cookie.Expires = Expires;
        return cookie;
    }
}
