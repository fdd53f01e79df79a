using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ParserAdmin.Auth.OpenIdConnect;

/// <summary>What a failure of the exchange with the provider means to who waits.</summary>
internal static class OidcFailures
{
    /// <param name="otherwise">What it is where nothing tells.</param>
    public static OidcProblem Of(Exception? failure, OidcProblem otherwise)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (Known(cause) is { } problem)
                return problem;
        }

        return otherwise;
    }

    private static OidcProblem? Known(Exception cause) =>
        cause switch
        {
            OpenIdConnectProtocolInvalidNonceException or SecurityTokenException or SecurityTokenArgumentException => OidcProblem.Untrusted,
            OpenIdConnectProtocolException => OidcProblem.Refused,
            HttpRequestException or IOException or TimeoutException or OperationCanceledException => OidcProblem.Away,

            // With these words alone: the state was missing, not ours, or another browser's.
            AuthenticationFailureException { InnerException: null } => OidcProblem.Stale,
            _ => null,
        };
}
