using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth;

/// <summary><c>Authorization: Bearer KEY</c>.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    KeyRing keys,
    KnownRights known
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";
    private const string Prefix = Name + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var secret = header[Prefix.Length..].Trim();
        if (await FindAsync(secret) is not { } key)
        {
            return AuthenticateResult.Fail(
                LastKnownRights.IsDatabaseAway(Context)
                    ? "The database cannot be asked for the key."
                    : "There is no such API key, or it was revoked."
            );
        }

        Claim[] claims =
        [
            new(ActorClaims.KeyId, key.Id.ToString()),
            new(ClaimTypes.Name, key.Name),
            new(ClaimTypes.Role, RoleNames.Of(key.Role)),
        ];
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        LastKnownRights.IsDatabaseAway(Context) ? ProblemAnswers.DatabaseAwayAsync(Context) : ProblemAnswers.NotSignedInAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ProblemAnswers.NotAllowedAsync(Context);

    private async Task<ApiKey?> FindAsync(string secret)
    {
        switch (LastKnownRights.Of(Context))
        {
            case { NeverAsk: true }:
                return known.Key(secret);
            case not null when LastKnownRights.IsStop(Context) && known.Key(secret) is { } lastKnown:
                return lastKnown;
            case not null:
                var (answered, key) = await LastKnownRights.AskAsync(
                    Context,
                    () => keys.FindAsync(secret, CancellationToken.None),
                    TimeProvider
                );
                return answered ? key : known.Key(secret);
        }

        try
        {
            return await keys.FindAsync(secret, Context.RequestAborted);
        }
        catch (Exception away) when (StorageFaults.IsOutage(away))
        {
            LastKnownRights.MarkDatabaseAway(Context);
            return null;
        }
    }
}
