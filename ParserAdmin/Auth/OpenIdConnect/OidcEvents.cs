using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ParserAdmin.Auth.OpenIdConnect;

/// <summary>What comes back from the provider. However it ends, the browser goes on to a page of ours.</summary>
internal sealed class OidcEvents(OidcSignIn signIn, ILogger<OidcEvents> logger) : OpenIdConnectEvents
{
    /// <summary>A failure and its causes, on one line.</summary>
    public static string Line(Exception? failure)
    {
        var messages = new List<string>();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            messages.Add(cause.Message.ReplaceLineEndings(" "));
        return string.Join(" / ", messages);
    }

    /// <summary>The protocol lets a token that came by https be unsigned; here none is believed without the provider's signature.</summary>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        if (string.IsNullOrEmpty(context.SecurityToken.RawSignature))
            context.Fail(new SecurityTokenInvalidSignatureException("The identity token is not signed."));
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var problem = await signIn.EnterAsync(context.Principal!, context.HttpContext.ClientAddress(), context.HttpContext.RequestAborted);
        context.HandleResponse();
        await GoAsync(context.HttpContext, problem, context.ReturnUri);
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        return GoAsync(context.HttpContext, OidcProblem.Denied, context.ReturnUrl);
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var problem = OidcFailures.Of(context.Failure, OidcProblem.Refused);

        // Anybody can send a state that is none, as often as they like.
        logger.Log(
            problem == OidcProblem.Stale ? LogLevel.Debug : LogLevel.Warning,
            "Signing in by the OpenID provider failed: {Problem}",
            Line(context.Failure)
        );
        context.HandleResponse();
        return GoAsync(context.HttpContext, problem, context.Properties?.RedirectUri);
    }

    private static Task GoAsync(HttpContext context, OidcProblem? problem, string? returnUrl) =>
        new SeeOther(problem is { } known ? OidcEndpoint.PageAfter(known, returnUrl) : returnUrl).ExecuteAsync(context);
}
