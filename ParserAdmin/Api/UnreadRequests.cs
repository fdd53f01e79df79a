using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ParserAdmin.Api;

/// <summary>
/// Words for what the server cannot even read as a request: an address with <c>%00</c>, headers that are too large. It would answer these
/// with a status and nothing else, and no middleware hears of them; but it tells of each just before, and what is written then is the
/// answer.
/// </summary>
internal sealed class UnreadRequests : IObserver<KeyValuePair<string, object?>>
{
    private const string Refused = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    public static void Answer(WebApplication app) =>
        app.Services.GetRequiredService<DiagnosticListener>().Subscribe(new UnreadRequests(), name => name == Refused);

    public void OnNext(KeyValuePair<string, object?> told)
    {
        if (
            told.Value is IFeatureCollection call
            && call.Get<IHttpRequestFeature>() is { } request
            && call.Get<IHttpResponseFeature>() is { HasStarted: false } response
            && call.Get<IHttpResponseBodyFeature>() is { } body
            && call.Get<IConnectionTransportFeature>() is { Transport.Output: var connection }
            // The protocols after it send frames, and refuse by one of their own.
            && !HttpProtocol.IsHttp2(request.Protocol)
            && !HttpProtocol.IsHttp3(request.Protocol)
        )
        {
            var problem = JsonSerializer.SerializeToUtf8Bytes(
                Problem(response.StatusCode, isLineRead: request.Method.Length > 0).ProblemDetails,
                JsonSerializerOptions.Web
            );
            response.Headers.ContentType = "application/problem+json";
            response.Headers.ContentLength = problem.Length;
            response.Headers.Connection = "close";

            // Of such a request nothing but the head can be sent the usual way. The server closes the connection behind it.
            _ = body.StartAsync();
            if (!HttpMethods.IsHead(request.Method))
                connection.Write(problem);
        }
    }

    public void OnError(Exception error) { }

    public void OnCompleted() { }

    private static ProblemHttpResult Problem(int status, bool isLineRead)
    {
        var (words, field) = status switch
        {
            408 => ("The request did not arrive in time. Send it again.", "body"),
            414 => ("The address is longer than this server takes. Shorten what stands in its query.", "address"),
            431 => ("The headers are larger, or more, than this server takes. Send fewer.", "headers"),
            < 500 when isLineRead => ("The headers cannot be read. Each takes printable characters; Host stands there once.", "headers"),
            < 500 => (
                "The address cannot be read. It takes no spaces and no control characters, nor %00, which stands for one.",
                "address"
            ),
            _ => ("This server speaks HTTP/1.1.", null),
        };
        return (ProblemHttpResult)Problems.Of(status, words, field);
    }
}
