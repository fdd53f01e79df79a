namespace ParserAdmin.Api;

/// <summary>Words for what routing refuses before any endpoint is asked: no such address, method or content type.</summary>
internal static class StatusProblems
{
    private static readonly string[] Prefixes =
        ["/admin/parser", "/scheduler", "/tasks", "/sources", "/items", "/audit", "/nodes", "/hosts", "/health", "/openapi"];

    public static void UseStatusProblems(this IApplicationBuilder app) =>
        app.UseWhen(
            context => Prefixes.Any(prefix => context.Request.Path.StartsWithSegments(prefix)),
            branch => branch.UseStatusCodePages(status => Problem(status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext)));

    private static IResult Problem(int status) => Problems.Of(status, status switch
    {
        404 => "There is nothing at this address. /openapi/v1.json lists what there is.",
        405 => "This address does not take this method; the Allow header says which it takes.",
        415 => "This call does not take this content type. Send JSON as application/json, or a source definition as application/yaml.",
        _ => "The call could not be answered.",
    });
}
