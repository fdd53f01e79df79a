using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.People.External;

namespace ParserAdmin.Auth.OpenIdConnect;

/// <summary>Lets in whom the provider vouches for, with the role of their groups; the session is one like any other.</summary>
internal sealed class OidcSignIn(
    OidcOptions provider,
    ExternalSignIn external,
    SignInFlow flow,
    UserManager<IdentityUser> users,
    ILogger<OidcSignIn> logger
)
{
    /// <summary>An address is what people are listed by; providers that have none for someone often name them by one.</summary>
    private static readonly string[] EmailClaims = ["email", "preferred_username", "upn"];

    /// <param name="person">With the claims of the identity token, as the provider names them.</param>
    /// <returns>Why not; null where they are in.</returns>
    public async Task<OidcProblem?> EnterAsync(ClaimsPrincipal person, string? address, CancellationToken cancellationToken)
    {
        try
        {
            return await EnterAsync(Read(person), address, cancellationToken);
        }
        catch (Exception away) when (StorageFaults.IsNo(away))
        {
            logger.LogWarning("Nobody can be signed in: {Problem}", away.Message);
            return OidcProblem.Database;
        }
    }

    private async Task<OidcProblem?> EnterAsync(ExternalIdentity identity, string? address, CancellationToken cancellationToken)
    {
        var (outcome, id) = await external.AcceptAsync(identity, address, cancellationToken);
        var user = id is null ? null : await users.FindByIdAsync(id);
        if (outcome == ExternalOutcome.Accepted && user is not null)
        {
            await flow.EnterAsync(user, remember: false, address, $"With {provider.Name}", cancellationToken);
            return null;
        }

        var (problem, reason) = Told(outcome);
        var name = user?.Email ?? identity.Email ?? identity.Subject;
        await flow.RecordAsync(user, name, address, $"With {provider.Name}: {reason}", cancellationToken);
        return problem;
    }

    private static (OidcProblem Problem, string Reason) Told(ExternalOutcome outcome) =>
        outcome switch
        {
            ExternalOutcome.NoRole => (OidcProblem.NoRole, "none of their groups has a role here"),
            ExternalOutcome.NoEmail => (OidcProblem.NoEmail, "the provider told no e-mail address"),
            ExternalOutcome.EmailTaken => (OidcProblem.EmailTaken, "another account has their e-mail address"),
            _ => (OidcProblem.Disabled, "the account is disabled"),
        };

    private ExternalIdentity Read(ClaimsPrincipal person)
    {
        var groups = person
            .FindAll(provider.GroupsClaim)
            .Select(claim => claim.Value)
            .Where(provider.Roles.ContainsKey)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return new ExternalIdentity(
            provider.Name,
            person.FindFirstValue("iss") ?? throw new InvalidOperationException("The identity token has no issuer."),
            person.FindFirstValue("sub") ?? throw new InvalidOperationException("The identity token has no subject."),
            EmailClaims.Select(person.FindFirstValue).FirstOrDefault(value => value?.Contains('@', StringComparison.Ordinal) == true),
            groups.Select(group => (Role?)provider.Roles[group]).Max(),
            groups
        );
    }
}
