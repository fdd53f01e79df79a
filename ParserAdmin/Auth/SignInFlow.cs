using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth;

/// <summary>Lets people in and out, with a record of each, and of each that was turned away.</summary>
internal sealed class SignInFlow(
    UserManager<IdentityUser> users, SignInManager<IdentityUser> signIn, PeopleQueries people, SignInRecords records, IHttpContextAccessor http, TimeProvider clock)
{
    private const string Wrong = "The e-mail address or the password is wrong. Check both and try again.";

    // Checked when there is no such person, so that the answer takes as long as for a wrong password and tells nothing.
    private static readonly string NobodysHash = new PasswordHasher<IdentityUser>().HashPassword(new IdentityUser(), Guid.NewGuid().ToString());

    /// <summary>Null when the person is in; otherwise why not, in words.</summary>
    public async Task<string?> SignInAsync(string email, string password, bool remember, string? address, CancellationToken cancellationToken)
    {
        var user = email.Length is > 0 and <= 256 ? await users.FindByEmailAsync(email) : null;
        if (user is null)
        {
            users.PasswordHasher.VerifyHashedPassword(new IdentityUser(), NobodysHash, password);
            await RecordAsync(null, email, address, "There is no such person", cancellationToken);
            return Wrong;
        }

        var result = await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        var standing = await people.OfUserAsync(user.Id, cancellationToken);
        switch (result)
        {
            case { Succeeded: true } when standing?.Role is not null:
                await EnterAsync(user, remember, address, cancellationToken);
                return null;
            case { Succeeded: true }:
                await RecordAsync(user, email, address, "The account has no role", cancellationToken);
                return "Your account has no role, so there is nothing to see. Ask an admin to give you one.";
            case { IsLockedOut: true }:
                await RecordAsync(user, email, address, "Locked out", cancellationToken);
                return "Too many attempts, or the account was disabled. Wait five minutes and try again; if that does not help, ask an admin.";
            default:
                await RecordAsync(user, email, address, "Wrong password", cancellationToken);
                return Wrong;
        }
    }

    /// <summary>Gives the browser its cookie and writes it down.</summary>
    public async Task EnterAsync(IdentityUser user, bool remember, string? address, CancellationToken cancellationToken)
    {
        var standing = await people.OfUserAsync(user.Id, cancellationToken);
        await signIn.SignInAsync(user, remember);
        await records.WriteAsync(
            new Actor(ActorType.User, user.Id, user.Email!, standing?.Role, address, NewId()), "user.sign-in", AuditOutcome.Succeeded, null, cancellationToken);
    }

    public async Task SignOutAsync(Actor actor, CancellationToken cancellationToken)
    {
        await http.HttpContext!.SignOutAsync(IdentityConstants.ApplicationScheme);
        if (actor is { Type: ActorType.User, Id: not null })
            await records.WriteAsync(actor, "user.sign-out", AuditOutcome.Succeeded, null, cancellationToken);
    }

    private Task RecordAsync(IdentityUser? user, string email, string? address, string reason, CancellationToken cancellationToken)
    {
        var typed = email.Length <= 256 ? email : email[..256];
        return records.WriteAsync(
            new Actor(ActorType.User, user?.Id, typed.Length > 0 ? typed : "nobody", null, address, NewId()), "user.sign-in", AuditOutcome.Denied, reason, cancellationToken);
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
