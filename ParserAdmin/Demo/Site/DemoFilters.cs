using ParserAdmin.Demo.Views;

namespace ParserAdmin.Demo.Site;

/// <summary>What happens around the site's pages.</summary>
internal static class DemoFilters
{
    /// <summary>Puts the request on the site's own log before anything else is done with it.</summary>
    public static ValueTask<object?> Record(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var entry = http.RequestServices.GetRequiredService<DemoRequestLog>().Arrive(http.Request);

        // Before the answer's first byte: a caller who has it will find its status on the log.
        http.Response.OnStarting(() =>
        {
            entry.Status = http.Response.StatusCode;
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Turns a request away now and then, as a busy site does.</summary>
    public static ValueTask<object?> Throttle(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!http.RequestServices.GetRequiredService<DemoThrottle>().Refuses(http.Request.Path + http.Request.QueryString))
            return next(context);

        http.Response.Headers.RetryAfter = "1";
        return ValueTask.FromResult<object?>(
            DemoAnswers.Notice(DemoNoticeView.Busy(new DemoLinks(http.Request.PathBase)), StatusCodes.Status429TooManyRequests)
        );
    }
}
