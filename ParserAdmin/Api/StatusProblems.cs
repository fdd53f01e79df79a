using Microsoft.AspNetCore.Diagnostics;
using ParserAdmin.Auth;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Api;

/// <summary>Words for what routing refuses before any endpoint is asked: no such address, method or content type.</summary>
internal static class StatusProblems
{
    /// <summary>For all that is no page: a browser gets one in words (<c>PageFaults</c>), a program always a problem.</summary>
    public static void UseStatusProblems(this IApplicationBuilder app) =>
        app.UseWhen(
            context => !context.Request.WantsPage(),
            branch =>
            {
                branch.UseExceptionHandler(failed => failed.Run(FaultAsync));
                branch.UseStatusCodePages(status => Problem(status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext));
            }
        );

    /// <summary>What failed before or beside an endpoint.</summary>
    private static Task FaultAsync(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            BadHttpRequestException bad => Problem(bad.StatusCode).ExecuteAsync(context),
            { } failed when StorageFaults.IsOutage(failed) => ProblemAnswers.DatabaseAwayAsync(context),
            _ => Problems.Of(500, $"A fault in this program; it is in its log under {context.TraceIdentifier}.").ExecuteAsync(context),
        };

    private static IResult Problem(int status) =>
        Problems.Of(
            status,
            Words(status),
            status switch
            {
                404 => "address",
                405 => "method",
                415 => "Content-Type",
                < 500 => "body",
                _ => null,
            }
        );

    private static string Words(int status) =>
        status switch
        {
            400 => "The call cannot be read. /openapi/v1.json tells what it takes.",
            404 => "There is nothing at this address. /openapi/v1.json lists what there is.",
            405 => "This address does not take this method; the Allow header says which it takes.",
            415 => "This call does not take this content type. Send JSON as application/json, or a source definition as application/yaml.",
            _ => "The call could not be answered.",
        };
}
