using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using ParserAdmin.Auth.Limits;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Passwords;
using ParserAdmin.Core.People.SecondFactor;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Auth;

/// <summary>Lets people in and out, with a record of each, and of each that was turned away.</summary>
internal sealed class SignInFlow(
    UserManager<IdentityUser> users,
    SignInManager<IdentityUser> signIn,
    PeopleQueries people,
    FactorCheck factor,
    SessionRegister sessions,
    SignInRecords records,
    FailedTries failures,
    SecondStep secondStep,
    KnownBrowser known,
    IHttpContextAccessor http,
    TimeProvider clock
)
{
    private const string Wrong = "The e-mail address or the password is wrong. Check both and try again.";
    private const string TooMany = "Too many attempts for this account from your address. Wait five minutes, then try again.";

    private static readonly SignInAnswer TooLate = new("That took longer than five minutes. Sign in anew.");

    // Checked when there is no such person, so that the answer takes as long as for a wrong password and tells nothing.
    private static readonly string NobodysHash = new PasswordHasher<IdentityUser>().HashPassword(
        new IdentityUser(),
        Guid.NewGuid().ToString()
    );

    /// <summary>The first step: address and password.</summary>
    public async Task<SignInAnswer> SignInAsync(
        string email,
        string password,
        bool remember,
        string? address,
        CancellationToken cancellationToken
    )
    {
        var counted = CountedAs(email, address);
        if (failures.Bars(counted, email))
        {
            await RecordAsync(null, email, address, "Too many attempts from this address", cancellationToken);
            return new SignInAnswer(TooMany);
        }

        var user = email.Length is > 0 and <= 256 ? await users.FindByEmailAsync(email) : null;
        if (!await IsRightAsync(user, password))
        {
            failures.Count(counted, email);
            var why = user is null ? "There is no such person" : "Wrong password";
            await RecordAsync(user, email, address, why, cancellationToken);
            return new SignInAnswer(Wrong);
        }

        // From here on whoever asks knows the password: now it may be told how the account is.
        var standing = await people.OfUserAsync(user!.Id, cancellationToken);
        if (standing?.Role is null)
        {
            await RecordAsync(user, email, address, "The account is disabled or has no role", cancellationToken);
            return new SignInAnswer("Your account is disabled or has no role, so there is nothing to see. Ask an admin.");
        }

        if (await factor.IsNeededAsync(user.Id, cancellationToken))
            return new SignInAnswer(null, secondStep.Begin(user, remember));
        failures.Forget(counted, email);
        await EnterAsync(user, remember, address, null, cancellationToken);
        return SignInAnswer.Entered;
    }

    /// <summary>The second step: a code of the app, or a recovery code.</summary>
    public async Task<SignInAnswer> ConfirmAsync(string step, string code, string? address, CancellationToken cancellationToken)
    {
        if (secondStep.Read(step) is not { } known)
            return TooLate;
        var id = known.UserId;
        if (await users.FindByIdAsync(id) is not { } user || user.SecurityStamp != known.Stamp)
            return TooLate;

        // By account alone: only who knows the password comes here, so no stranger can lock anybody out.
        if (failures.Bars(null, $"code {id}"))
            return new SignInAnswer("Too many wrong codes. Wait five minutes, then sign in anew.");
        var answer = await factor.TakeAsync(id, code, cancellationToken);
        if (answer == FactorAnswer.Wrong)
        {
            failures.Count(null, $"code {id}");
            await RecordAsync(user, user.Email!, address, "Wrong code of the second factor", cancellationToken);
            return new SignInAnswer("The code is wrong, or was used already. Wait for the next one and try again.", step);
        }

        failures.Forget(null, $"code {id}");
        failures.Forget(CountedAs(user.Email!, address), user.Email!);
        var how = answer == FactorAnswer.RecoveryCode ? "By a recovery code" : null;
        await EnterAsync(user, known.Remember, address, how, cancellationToken);
        return SignInAnswer.Entered;
    }

    /// <summary>Gives the browser its session and cookie and writes it down.</summary>
    public async Task EnterAsync(IdentityUser user, bool remember, string? address, string? how, CancellationToken cancellationToken)
    {
        var standing = await people.OfUserAsync(user.Id, cancellationToken);
        var browser = BrowserName.Of(http.HttpContext!.Request.Headers.UserAgent.ToString());
        var session = await sessions.StartAsync(user.Id, address, browser, cancellationToken);
        await signIn.SignInWithClaimsAsync(user, remember, [ActorClaims.OfSession(session)]);
        known.Remember(http.HttpContext!, user.Email!);
        await records.WriteAsync(
            new Actor(ActorType.User, user.Id, user.Email!, standing?.Role, address, NewId()),
            "user.sign-in",
            AuditOutcome.Succeeded,
            how,
            cancellationToken
        );
    }

    /// <summary>A copy of the cookie that somebody kept opens nothing from here on.</summary>
    public async Task SignOutAsync(Actor actor, CancellationToken cancellationToken)
    {
        var context = http.HttpContext!;
        if (context.User.Session() is { } session)
            await sessions.EndAsync(session, cancellationToken);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        if (actor is { Type: ActorType.User, Id: not null })
            await records.WriteAsync(actor, "user.sign-out", AuditOutcome.Succeeded, null, cancellationToken);
    }

    /// <summary>A browser known by this very account is no stranger's, whatever address it comes from.</summary>
    private string? CountedAs(string email, string? address) =>
        known.AccountOf(http.HttpContext!) == email.ToUpperInvariant() ? "a known browser" : address;

    private async Task<bool> IsRightAsync(IdentityUser? user, string password)
    {
        if (user?.PasswordHash is not null)
            return await users.CheckPasswordAsync(user, password);
        users.PasswordHasher.VerifyHashedPassword(new IdentityUser(), NobodysHash, password);
        return false;
    }

    /// <summary>Puts on record that somebody was turned away.</summary>
    /// <param name="email">By what they named themselves.</param>
    public Task RecordAsync(IdentityUser? user, string email, string? address, string reason, CancellationToken cancellationToken)
    {
        var typed = email.Length <= 256 ? email : email[..256];
        return records.WriteAsync(
            new Actor(ActorType.User, user?.Id, typed.Length > 0 ? typed : "nobody", null, address, NewId()),
            "user.sign-in",
            AuditOutcome.Denied,
            reason,
            cancellationToken
        );
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}

/// <summary>How a step of signing in ended.</summary>
/// <param name="Refusal">Why not, in words.</param>
/// <param name="Step">What to send with the code of the second factor, where that is asked for next.</param>
internal sealed record SignInAnswer(string? Refusal, string? Step = null)
{
    public static SignInAnswer Entered { get; } = new(null, null);
}
