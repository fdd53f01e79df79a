using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using ParserAdmin.Auth;

namespace ParserAdmin.Components.Account;

/// <summary>The pages that work without a script and without being signed in.</summary>
internal static class AccountPage
{
    public static IResult SignIn(string? returnUrl, string? email = null, string? error = null, bool noAdminYet = false) =>
        Render<SignIn>(error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, new()
        {
            [nameof(Account.SignIn.ReturnUrl)] = SeeOther.IsLocal(returnUrl) ? returnUrl : "/",
            [nameof(Account.SignIn.Email)] = email,
            [nameof(Account.SignIn.Error)] = error,
            [nameof(Account.SignIn.NoAdminYet)] = noAdminYet,
        });

    public static IResult First(string token, string? email = null, string? error = null) =>
        Render<First>(error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, new()
        {
            [nameof(Account.First.Token)] = token,
            [nameof(Account.First.Email)] = email,
            [nameof(Account.First.Error)] = error,
        });

    public static IResult Stop(int status, string? message) => Render<StopForm>(status, new() { [nameof(StopForm.Message)] = message });

    public static IResult Notice(int status, string title, string message, string linkUrl, string linkText) =>
        Render<Notice>(status, new()
        {
            [nameof(Account.Notice.Title)] = title,
            [nameof(Account.Notice.Message)] = message,
            [nameof(Account.Notice.LinkUrl)] = linkUrl,
            [nameof(Account.Notice.LinkText)] = linkText,
        });

    private static RazorComponentResult<TPage> Render<TPage>(int status, Dictionary<string, object?> parameters)
        where TPage : IComponent =>
        new(parameters) { StatusCode = status, PreventStreamingRendering = true };
}
