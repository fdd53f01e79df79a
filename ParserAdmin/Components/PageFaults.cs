using Microsoft.AspNetCore.Diagnostics;
using ParserAdmin.Auth;
using ParserAdmin.Auth.Pages;
using ParserAdmin.Components.Layout;
using ParserAdmin.Components.Pages;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Components;

/// <summary>
/// Words and a way back for a browser that opened what is not there or what failed outside a live page; programs get problem details.
/// </summary>
internal static class PageFaults
{
    public static void UsePageFaults(this IApplicationBuilder app) =>
        app.UseWhen(
            context => context.Request.WantsPage(),
            branch =>
            {
                branch.UseExceptionHandler(failed =>
                    failed.Run(context =>
                        context.Features.Get<IExceptionHandlerFeature>() is { Error: { } error } && StorageFaults.IsOutage(error)
                            ? ProblemAnswers.DatabaseAwayAsync(context)
                            : Page(StatusCodes.Status500InternalServerError).ExecuteAsync(context)
                    )
                );
                branch.UseStatusCodePages(AnswerAsync);
            }
        );

    /// <summary>Who is signed in keeps menu and safety bar wherever they get lost; a stranger is told in plain words.</summary>
    private static Task AnswerAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        return
            context.Response.StatusCode == StatusCodes.Status404NotFound
            && HttpMethods.IsGet(context.Request.Method)
            && context.User.Identity?.IsAuthenticated == true
            ? NotFoundAsync(status)
            : Page(context.Response.StatusCode).ExecuteAsync(context);
    }

    /// <summary>Answers with the portal's own page, at the address that was asked for; the status stays.</summary>
    private static async Task NotFoundAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        var (path, query) = (context.Request.Path, context.Request.QueryString);

        // Blazor looks for this: without it, it leaves a 404 alone, for somebody else to answer.
        context.Features.Set<IStatusCodeReExecuteFeature>(
            new StatusCodeReExecuteFeature
            {
                OriginalPath = path.Value!,
                OriginalPathBase = context.Request.PathBase.Value!,
                OriginalQueryString = query.Value,
            }
        );
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        (context.Request.Path, context.Request.QueryString) = ('/' + NotFound.Path, QueryString.Empty);
        try
        {
            await status.Next(context);
        }
        finally
        {
            (context.Request.Path, context.Request.QueryString) = (path, query);
        }
    }

    private static IResult Page(int status) =>
        status switch
        {
            404 => AccountPage.Notice(
                status,
                "There is no such page",
                "Nothing lives at this address. It may have been mistyped, or what it showed was deleted.",
                PortalPages.Dashboard,
                "To the dashboard"
            ),
            < 500 => AccountPage.Notice(
                status,
                "This cannot be opened",
                "The address or the form is not complete, or was meant for another page. Go back, reload and try again.",
                PortalPages.Dashboard,
                "To the dashboard"
            ),
            _ => AccountPage.Notice(
                status,
                "This page failed",
                "A fault in the program, or its database did not answer. Nothing was stopped or started by this. Try again; if it "
                    + "stays, look into the program's own log.",
                PortalPages.Dashboard,
                "To the dashboard"
            ),
        };
}
