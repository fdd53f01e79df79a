using System.Net;
using System.Text.Json;

namespace ParserAdmin.Core.Fetching.Sessions;

/// <summary>
/// Cookies and headers of someone who is signed in. Whether they may go to an address is decided before, by
/// <see cref="FetchRequest.IsHome"/>.
/// </summary>
public sealed class FetchSession
{
    private const int MostCookies = 100;
    private readonly CookieContainer _cookies = new(MostCookies, MostCookies, CookieContainer.DefaultCookieLengthLimit);
    private string _known = "[]";

    /// <summary>Beside the definition's own, such as Authorization.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public bool IsEmpty => _cookies.Count == 0;

    /// <summary>Takes over a Cookie header as a browser shows it.</summary>
    public void Add(Uri origin, string cookieHeader)
    {
        foreach (var pair in cookieHeader.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Take(origin, pair + "; Path=/");
    }

    public void Clear()
    {
        foreach (Cookie cookie in _cookies.GetAllCookies())
            cookie.Expired = true;
    }

    /// <summary>The cookies as JSON, where they are others than the last time that this was asked; else null.</summary>
    public string? TakeChanges()
    {
        var now = Write();
        if (now == _known)
            return null;
        _known = now;
        return now;
    }

    /// <summary>Takes back what <see cref="TakeChanges"/> gave.</summary>
    public void Restore(string cookies)
    {
        foreach (var stored in JsonSerializer.Deserialize<List<StoredCookie>>(cookies) ?? [])
            Take(stored);
        _known = Write();
    }

    internal IReadOnlyList<StoredCookie> Cookies() =>
        [.. _cookies.GetAllCookies().Where(cookie => !cookie.Expired).Select(StoredCookie.Of)];

    internal void Take(StoredCookie cookie)
    {
        if (!CanBeSent(cookie.Name + cookie.Value))
            return;
        try
        {
            _cookies.Add(cookie.ToCookie());
        }
        catch (CookieException)
        {
            // A browser takes names and values that this container does not; such a cookie stays in the browser.
        }
    }

    internal void Apply(HttpRequestMessage message, Uri address)
    {
        if (_cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
            message.Headers.TryAddWithoutValidation("Cookie", StoredCookie.WithCommas(cookies));
    }

    internal void Take(HttpResponseMessage response, Uri address)
    {
        if (response.Headers.NonValidated.TryGetValues("Set-Cookie", out var values))
        {
            foreach (var value in values)
                Take(address, value);
        }
    }

    private void Take(Uri address, string setCookie)
    {
        if (!CanBeSent(setCookie))
            return;
        try
        {
            var value = setCookie.IndexOf(';', StringComparison.Ordinal) is var end and >= 0 ? end : setCookie.Length;
            _cookies.SetCookies(address, StoredCookie.WithoutCommas(setCookie[..value]) + setCookie[value..]);
        }
        catch (CookieException)
        {
            // Of another domain, or malformed: browsers drop such cookies without a word, and sites count on it.
        }
    }

    // Browsers drop such cookies, too; sent back, one would spoil every request.
    private static bool CanBeSent(string cookie) => !cookie.Any(character => char.IsControl(character) && character != '\t');

    private string Write() =>
        JsonSerializer.Serialize(
            _cookies
                .GetAllCookies()
                .Where(cookie => !cookie.Expired)
                .Select(StoredCookie.Of)
                .OrderBy(cookie => cookie.Domain, StringComparer.Ordinal)
                .ThenBy(cookie => cookie.Path, StringComparer.Ordinal)
                .ThenBy(cookie => cookie.Name, StringComparer.Ordinal)
        );
}
