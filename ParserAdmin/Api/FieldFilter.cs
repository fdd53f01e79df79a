using Microsoft.AspNetCore.Http.HttpResults;
using ParserAdmin.Auth;

namespace ParserAdmin.Api;

/// <summary>
/// Every refusal names what of the call it is about, so that a program can always show it where it belongs. Most name the value that is
/// wrong; where it is how things are (a job that has ended, a stop that is on), it is the thing that the address names, or the address.
/// A fault of the program or its storage is about nothing that was sent.
/// </summary>
internal sealed class FieldFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (answer is ProblemHttpResult { StatusCode: (>= 400 and < 500) or StatusCodes.Status502BadGateway } refused)
            refused.ProblemDetails.Extensions.TryAdd(ProblemAnswers.Field, Subject(context.HttpContext, refused.StatusCode));
        return answer;
    }

    private static string Subject(HttpContext call, int status) =>
        status == StatusCodes.Status403Forbidden ? ProblemAnswers.WhoCalls
        : call.GetEndpoint() is RouteEndpoint { RoutePattern.Parameters: [.., var last] } ? last.Name
        : "address";
}
