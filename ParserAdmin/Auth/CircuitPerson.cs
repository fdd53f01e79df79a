using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth;

/// <summary>Looks once a minute whether the person of an open page still has the role that the page was drawn for; if not, the page is signed out.</summary>
internal sealed class CircuitPerson(ILoggerFactory loggers, PeopleQueries people) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        try
        {
            var standing = user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? await people.OfUserAsync(id, cancellationToken) : null;
            return standing?.Role is { } role && user.IsInRole(RoleNames.Of(role));
        }
        catch (Exception away) when (StorageFaults.IsOutage(away))
        {
            // The page keeps its stop button; whatever else it asks for is checked anew by then.
            return true;
        }
    }
}
