using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ParserAdmin.Auth.Pages;

/// <summary>The pages that work without a script and without being signed in.</summary>
internal static class AccountPage
{
    public static IResult SignIn(string? returnUrl, string? email = null, string? error = null, bool noAdminYet = false) =>
        Render<SignIn>(
            error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            new()
            {
                [nameof(Pages.SignIn.ReturnUrl)] = SeeOther.Local(returnUrl),
                [nameof(Pages.SignIn.Email)] = email,
                [nameof(Pages.SignIn.Error)] = error,
                [nameof(Pages.SignIn.NoAdminYet)] = noAdminYet,
            }
        );

    public static IResult First(string token, string? email = null, string? error = null) =>
        Render<First>(
            error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            new()
            {
                [nameof(Pages.First.Token)] = token,
                [nameof(Pages.First.Email)] = email,
                [nameof(Pages.First.Error)] = error,
            }
        );

    public static IResult Code(string? returnUrl, string step, string? error = null) =>
        Render<Code>(
            error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            new()
            {
                [nameof(Pages.Code.ReturnUrl)] = SeeOther.Local(returnUrl),
                [nameof(Pages.Code.Step)] = step,
                [nameof(Pages.Code.Error)] = error,
            }
        );

    public static IResult Invitation(string token, string email, string? error = null) =>
        Render<Invitation>(
            error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            new()
            {
                [nameof(Pages.Invitation.Token)] = token,
                [nameof(Pages.Invitation.Email)] = email,
                [nameof(Pages.Invitation.Error)] = error,
            }
        );

    public static IResult Stop(int status, string? message) => Render<StopForm>(status, new() { [nameof(StopForm.Message)] = message });

    public static IResult Notice(int status, string title, string message, string linkUrl, string linkText) =>
        Render<Notice>(
            status,
            new()
            {
                [nameof(Pages.Notice.Title)] = title,
                [nameof(Pages.Notice.Message)] = message,
                [nameof(Pages.Notice.LinkUrl)] = linkUrl,
                [nameof(Pages.Notice.LinkText)] = linkText,
            }
        );

    private static RazorComponentResult<TPage> Render<TPage>(int status, Dictionary<string, object?> parameters)
        where TPage : IComponent => new(parameters) { StatusCode = status, PreventStreamingRendering = true };
}
