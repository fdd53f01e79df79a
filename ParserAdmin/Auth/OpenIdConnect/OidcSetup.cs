using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using ParserAdmin.Core.Fetching.OpenId;

namespace ParserAdmin.Auth.OpenIdConnect;

/// <summary>Signing in by an OpenID provider: the authorization code with PKCE, asked for only when somebody presses the button.</summary>
internal static class OidcSetup
{
    public const string Scheme = "oidc";

    /// <summary>Somebody waits with an empty page for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="InvalidOperationException">What is configured is no provider; the message says why.</exception>
    public static IServiceCollection AddOidc(this IServiceCollection services, IConfiguration configuration)
    {
        var provider = OidcOptions.From(configuration);
        services.AddSingleton(provider);
        if (provider.Authority is null)
            return services;
        services.AddScoped<OidcSignIn>();
        services.AddScoped<OidcEvents>();
        services.AddAuthentication().AddOpenIdConnect(Scheme, options => Configure(options, provider, provider.Authority));
        return services;
    }

    private static void Configure(OpenIdConnectOptions options, OidcOptions provider, Uri authority)
    {
        options.Authority = authority.AbsoluteUri;
        options.RequireHttpsMetadata = authority.Scheme == Uri.UriSchemeHttps;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;

        // The answer comes as a plain GET, which carries lax cookies; a form posted from the provider's site would need them open to all.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.Scope.Clear();
        foreach (var scope in provider.Scopes)
            options.Scope.Add(scope);

        // Claims as the provider names them, all of them: by default the issuer is dropped.
        options.MapInboundClaims = false;
        options.ClaimActions.Clear();
        options.SaveTokens = false;
        options.DisableTelemetry = true;

        options.CallbackPath = OidcEndpoint.CallbackPath;
        // Any site could sign people out with a picture of these addresses.
        options.RemoteSignOutPath = PathString.Empty;
        options.SignedOutCallbackPath = PathString.Empty;
        Tighten(options.CorrelationCookie, "parseradmin.oidc.state.");
        Tighten(options.NonceCookie, "parseradmin.oidc.nonce.");
        options.EventsType = typeof(OidcEvents);
        options.BackchannelHttpHandler = new OpenIdChannel(authority);
        options.BackchannelTimeout = Patience;
    }

    /// <summary>As the portal's own cookies are.</summary>
    private static void Tighten(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
