using ParserAdmin.Core.Fetching.Http;

namespace ParserAdmin.Core.Fetching.OpenId;

/// <summary>
/// The way to the OpenID provider that the configuration names, beside <see cref="ConnectionPoint"/>: no run asks here, and people have to
/// sign in during a stop, too, or nobody could reset it (ADR 12). Whoever runs the program chose the provider, which may well be on a
/// private network, and takes its word on who is an admin; so where its own description leads is not checked, only that nobody reads along.
/// </summary>
public sealed class OpenIdChannel : DelegatingHandler
{
    private readonly bool _loopback;

    /// <param name="authority">The provider's address; only one by http on this machine opens http at all.</param>
    public OpenIdChannel(Uri authority)
        : base(
            new SocketsHttpHandler
            {
                // A redirect could leave https.
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                ActivityHeadersPropagator = null,
            }
        ) => _loopback = authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback;

    /// <summary>Whether the client secret may be sent there.</summary>
    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <exception cref="HttpRequestException">The address is not https, or the connection failed.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { } address && IsSafe(address) && (_loopback || address.Scheme == Uri.UriSchemeHttps)
            ? base.SendAsync(request, cancellationToken)
            : throw new HttpRequestException($"The OpenID provider names {request.RequestUri}, which is not https. Nothing was sent.");
}
