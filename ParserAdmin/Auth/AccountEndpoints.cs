using Microsoft.AspNetCore.Identity;
using ParserAdmin.Auth.Limits;
using ParserAdmin.Auth.OpenIdConnect;
using ParserAdmin.Auth.Pages;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth;

/// <summary>Signing in and out, and the first admin: plain pages and forms without script.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var limit = app.ServiceProvider.GetRequiredService<SignInLimit>();
        var account = app.MapGroup("/account").AllowAnonymous().ExcludeFromDescription();
        account.MapGet("/sign-in", ShowAsync);
        account.MapPost("/sign-in", SignInAsync).AddEndpointFilter(limit);
        account.MapPost("/code", ConfirmAsync).AddEndpointFilter(limit);
        account.MapPost("/sign-out", SignOutAsync);
        account.MapGet("/first", FirstAsync);
        account.MapPost("/first", MakeFirstAsync).AddEndpointFilter(limit);
        InvitationEndpoints.Map(account, limit);
        OidcEndpoint.Map(account, limit);
    }

    private static async Task<IResult> ShowAsync(
        string? returnUrl,
        string? problem,
        OidcOptions provider,
        PeopleQueries people,
        CancellationToken cancellationToken
    ) =>
        // What went wrong may be that the database is away: then it is not asked.
        OidcProblemText.Of(problem, provider)
            is { } text
            ? AccountPage.SignIn(returnUrl, error: text)
            : AccountPage.SignIn(returnUrl, noAdminYet: !await people.AnyAdminAsync(cancellationToken));

    private static async Task<IResult> SignInAsync(HttpRequest request, SignInFlow flow, CancellationToken cancellationToken)
    {
        var form = await request.FormAsync(cancellationToken);
        var email = form["email"].ToString().Trim();
        var answer = await flow.SignInAsync(
            email,
            form["password"].ToString(),
            form["remember"] == "true",
            request.HttpContext.ClientAddress(),
            cancellationToken
        );
        return answer switch
        {
            { Step: { } step } => AccountPage.Code(form["returnUrl"], step),
            { Refusal: { } refusal } => AccountPage.SignIn(form["returnUrl"], email, refusal),
            _ => new SeeOther(form["returnUrl"]),
        };
    }

    private static async Task<IResult> ConfirmAsync(HttpRequest request, SignInFlow flow, CancellationToken cancellationToken)
    {
        var form = await request.FormAsync(cancellationToken);
        var answer = await flow.ConfirmAsync(
            form["step"].ToString(),
            form["code"].ToString().Trim(),
            request.HttpContext.ClientAddress(),
            cancellationToken
        );
        return answer switch
        {
            { Step: { } step } => AccountPage.Code(form["returnUrl"], step, answer.Refusal),
            { Refusal: { } refusal } => AccountPage.SignIn(form["returnUrl"], error: refusal),
            _ => new SeeOther(form["returnUrl"]),
        };
    }

    private static async Task<IResult> SignOutAsync(SignInFlow flow, ICurrentActor current, CancellationToken cancellationToken)
    {
        await flow.SignOutAsync(await current.GetAsync(cancellationToken), cancellationToken);
        return new SeeOther("/account/sign-in");
    }

    private static async Task<IResult> FirstAsync(
        string? token,
        FirstLink link,
        PeopleQueries people,
        CancellationToken cancellationToken
    ) => link.Opens(token) && !await people.AnyAdminAsync(cancellationToken) ? AccountPage.First(token!) : Spent();

    private static async Task<IResult> MakeFirstAsync(
        HttpRequest request,
        FirstLink link,
        PeopleCommands commands,
        UserManager<IdentityUser> users,
        SignInFlow flow,
        CancellationToken cancellationToken
    )
    {
        var form = await request.FormAsync(cancellationToken);
        var (token, email, password) = (form["token"].ToString(), form["email"].ToString().Trim(), form["password"].ToString());
        if (!link.Opens(token))
            return Spent();
        if (password != form["repeated"].ToString())
            return AccountPage.First(token, email, "The two passwords differ. Type the same one twice.");
        var address = request.HttpContext.ClientAddress();
        var made = await commands.AddFirstAdminAsync(email, password, address, cancellationToken);
        if (made.Status == Core.Audit.CommandStatus.Conflict)
            return Spent();
        if (!made.Succeeded)
            return AccountPage.First(token, email, made.Message);
        link.Spend();
        await flow.EnterAsync((await users.FindByIdAsync(made.Value.Id))!, remember: false, address, null, cancellationToken);
        return new SeeOther("/");
    }

    private static IResult Spent() =>
        AccountPage.Notice(
            StatusCodes.Status410Gone,
            "This link no longer works",
            "It makes the first admin, once, while the program that printed it runs. If there is an admin, sign in. If not, start the "
                + "program again: it prints a new link. "
                + "Or run: parseradmin user add --email you@example.org --role admin",
            "account/sign-in",
            "To the sign-in page"
        );
}
