using System.Globalization;
using System.Net.Http.Headers;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>Reads the Retry-After header: seconds or an HTTP date (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    // Seconds too many for a number are a wish to be left alone, not a malformed header.
    private static readonly TimeSpan Forever = TimeSpan.FromDays(3650);

    /// <summary>How long to stay away, zero for a date that has passed; null where the header is missing or says nothing.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
            return null;
        var text = values.First().Trim();
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < Forever.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : Forever;
        if (!RetryConditionHeaderValue.TryParse(text, out var parsed) || parsed.Date is not { } date)
            return null;
        return date > now ? date - now : TimeSpan.Zero;
    }
}
