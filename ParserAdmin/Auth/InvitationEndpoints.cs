using Microsoft.AspNetCore.Identity;
using ParserAdmin.Auth.Limits;
using ParserAdmin.Auth.Pages;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People.Invitations;

namespace ParserAdmin.Auth;

/// <summary>Where the link leads by which people choose their password: a plain page and form without script.</summary>
internal static class InvitationEndpoints
{
    public static void Map(IEndpointRouteBuilder account, SignInLimit limit)
    {
        account.MapGet("/invitation", ShowAsync).AddEndpointFilter(limit);
        account.MapPost("/invitation", AcceptAsync).AddEndpointFilter(limit);
    }

    private static async Task<IResult> ShowAsync(string? token, InvitationCommands invitations, CancellationToken cancellationToken) =>
        await invitations.FindAsync(token, cancellationToken) is { } person ? AccountPage.Invitation(token!, person.Email) : Spent();

    private static async Task<IResult> AcceptAsync(
        HttpRequest request,
        InvitationCommands invitations,
        UserManager<IdentityUser> users,
        SignInFlow flow,
        CancellationToken cancellationToken
    )
    {
        var form = await request.FormAsync(cancellationToken);
        var (token, password) = (form["token"].ToString(), form["password"].ToString());
        if (await invitations.FindAsync(token, cancellationToken) is not { } person)
            return Spent();
        if (password != form["repeated"].ToString())
            return AccountPage.Invitation(token, person.Email, "The two passwords differ. Type the same one twice.");
        var address = request.HttpContext.ClientAddress();
        var accepted = await invitations.AcceptAsync(token, password, address, cancellationToken);
        if (accepted.Status == CommandStatus.NotFound)
            return Spent();
        if (!accepted.Succeeded)
            return AccountPage.Invitation(token, person.Email, accepted.Message);

        // The link stands in for a password, not for the second factor.
        if (accepted.Value.SecondFactor)
            return new SeeOther("/account/sign-in");
        await flow.EnterAsync((await users.FindByIdAsync(person.Id))!, remember: false, address, "By a link", cancellationToken);
        return new SeeOther("/");
    }

    private static IResult Spent() =>
        AccountPage.Notice(
            StatusCodes.Status410Gone,
            "This link no longer works",
            "It opens once, and for three days only. Ask an admin for a new one. If you have chosen a password already, sign in with it.",
            "account/sign-in",
            "To the sign-in page"
        );
}
