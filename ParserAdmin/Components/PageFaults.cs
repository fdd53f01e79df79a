using Microsoft.AspNetCore.Diagnostics;
using ParserAdmin.Auth;
using ParserAdmin.Auth.Pages;
using ParserAdmin.Components.Layout;
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
                branch.UseStatusCodePages(status => Page(status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext));
            }
        );

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
