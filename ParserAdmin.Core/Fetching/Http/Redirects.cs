using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>Reads where a redirect leads; whether one may go there is the address check's to say.</summary>
internal static class Redirects
{
    /// <summary>Redirects followed in one fetch (requirements 5.12).</summary>
    public const int Max = 5;

    /// <summary>The absolute target without fragment, or null where the answer is no redirect.</summary>
    /// <exception cref="FetchException">Blocked: the target is no http or https address.</exception>
    public static Uri? TargetOf(HttpResponseMessage response, Uri from)
    {
        if (
            (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
            || RawHeader.Of(response.Headers, "Location") is not { } location
        )
        {
            return null;
        }

        if (Uri.TryCreate(from, location, out var target) && (target.Scheme == Uri.UriSchemeHttp || target.Scheme == Uri.UriSchemeHttps))
            return WithoutFragment(target);
        throw new FetchException(
            ErrorClass.Blocked,
            $"The server of {HostGovernor.NameOf(from)} redirects to an address that is neither http nor https. It is not followed.",
            from,
            (int)response.StatusCode
        );
    }

    public static FetchException TooMany(Uri asked, Uri last) =>
        new(
            ErrorClass.Blocked,
            $"{HostGovernor.NameOf(asked)} redirected more than {Max} times, the last time to {HostGovernor.NameOf(last)}. Such loops "
                + $"often mean that the site wants a login or a cookie.",
            last
        );

    public static FetchException PostElsewhere(Uri from, Uri next) =>
        new(
            ErrorClass.Blocked,
            $"{HostGovernor.NameOf(from)} wants what was posted to be sent on to {HostGovernor.NameOf(next)}, which is not among the "
                + $"source's links. It is not sent.",
            from
        );

    public static bool IsSameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && Authority.Of(one) == Authority.Of(other);

    public static Uri WithoutFragment(Uri address) =>
        address.Fragment.Length == 0 ? address : new Uri(address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));
}
