using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Auth;

/// <summary>
/// Looks once a minute whether the person of an open page is still signed in and has the role that the page was drawn for; if not, the
/// page is signed out.
/// </summary>
internal sealed class CircuitPerson(ILoggerFactory loggers, PeopleQueries people, SessionRegister sessions)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        var user = authenticationState.User;
        try
        {
            // A page that stays open sends no request by which its browser would be seen; this look counts as one.
            if (
                user.UserId() is not { } id
                || (user.Session() is { } session && !await sessions.IsLiveAsync(session, id, cancellationToken))
            )
            {
                return false;
            }

            var standing = await people.OfUserAsync(id, cancellationToken);
            return standing?.Role is { } role && user.IsInRole(RoleNames.Of(role));
        }
        catch (Exception away) when (StorageFaults.IsOutage(away))
        {
            // The page keeps its stop button; whatever else it asks for is checked anew by then.
            return true;
        }
    }
}
