using System.Net;

namespace ParserAdmin.Core.Fetching.Sessions;

/// <summary>A cookie as it is kept between runs.</summary>
/// <param name="HttpOnly">Whether scripts of a page may not see it; one that was kept before this was noted counts so.</param>
internal sealed record StoredCookie(
    string Name,
    string Value,
    string Domain,
    string Path,
    bool Secure,
    DateTime Expires,
    bool HttpOnly = true
)
{
    // The container takes a comma for the end of a cookie; browsers do not, and sites count on it.
    private const char Comma = '\uE02C';

    /// <summary>A header's text as the container takes it.</summary>
    public static string WithoutCommas(string text) => text.Replace(',', Comma);

    public static string WithCommas(string text) => text.Replace(Comma, ',');

    public static StoredCookie Of(Cookie cookie) =>
        new(
            cookie.Name,
            WithCommas(cookie.Value),
            cookie.Domain,
            cookie.Path,
            cookie.Secure,
            cookie.Expires == DateTime.MinValue ? default : cookie.Expires.ToUniversalTime(),
            cookie.HttpOnly
        );

    public Cookie ToCookie()
    {
        var cookie = new Cookie(Name, WithoutCommas(Value), Path, Domain) { Secure = Secure, HttpOnly = HttpOnly };
        // Without a time it lasts as long as the session does.
        if (Expires != default)
            cookie.Expires = Expires;
        return cookie;
    }
}
