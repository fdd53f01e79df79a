using System.Globalization;
using System.Net.Http.Headers;
using ParserAdmin.Core.Fetching.Hosts;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>
/// Reads the Retry-After header: seconds or an HTTP date (RFC 9110, 10.2.3), and what else an answer says about coming back.
/// </summary>
internal static class RetryAfter
{
    // Seconds too many for a number are a wish to be left alone, not a malformed header.
    private static readonly TimeSpan Forever = TimeSpan.FromDays(3650);

    // Where a server says "too many" but not for how long.
    private static readonly TimeSpan UnnamedTooMany = TimeSpan.FromSeconds(10);

    /// <summary>How long to stay away, zero for a date that has passed; null where the header is missing or says nothing.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
            return null;
        var text = values.First().Trim();

        // RFC 9110 knows whole seconds alone; some servers send fractions. A moment too late is polite.
        if (
            text.Length > 0
            && char.IsAsciiDigit(text[0])
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        )
        {
            return seconds < Forever.TotalSeconds ? TimeSpan.FromSeconds(Math.Ceiling(seconds)) : Forever;
        }

        if (!RetryConditionHeaderValue.TryParse(text, out var parsed) || parsed.Date is not { } date)
            return null;

        // The server's date is by its own clock.
        var from = response.Headers.Date ?? now;
        return date > from ? date - from : TimeSpan.Zero;
    }

    /// <summary>
    /// How an answer cools its host, or null: for the time that it names, be it beside 403, 429 or 5xx; without one, 429 for ten seconds,
    /// and 503 for as long as a run waits at its place.
    /// </summary>
    public static HostCooling? CoolingOf(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        if (status is not (403 or 429 or >= 500))
            return null;
        if (Of(response, now) is { } named && (named > TimeSpan.Zero || status is 429 or 503))
            return new(named < HostGovernor.LongestCooling ? named : HostGovernor.LongestCooling, IsAsked: true, $"{status}, Retry-After");
        return status switch
        {
            429 => new(UnnamedTooMany, IsAsked: true, "429"),
            503 => new(HostGovernor.Patience, IsAsked: false, "503"),
            _ => null,
        };
    }
}
