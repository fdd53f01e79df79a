using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>Puts a request of the browser together anew, for the connection point.</summary>
internal static class RelayRequest
{
    // These are between the browser and the proxy, or the program's own to say.
    private static readonly FrozenSet<string> Own = new[]
    {
        "Host",
        "Connection",
        "Proxy-Connection",
        "Proxy-Authorization",
        "Keep-Alive",
        "Transfer-Encoding",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "Accept-Encoding",
        "User-Agent",
        "Content-Length",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsSocket(HttpRequest request) =>
        string.Equals(request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase);

    /// <param name="context">Its politeness says who asks; its headers go home only, and only where a page of home asks.</param>
    public static HttpRequestMessage Build(HttpRequest request, Uri address, RenderContext render, string userAgent)
    {
        var isSocket = IsSocket(request);
        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), address)
        {
            Version = isSocket ? HttpVersion.Version11 : HttpVersion.Version20,
            VersionPolicy = isSocket ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower,
            Content = request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0 ? new StreamContent(request.Body) : null,
        };
        foreach (var (name, values) in request.Headers)
        {
            if (!Own.Contains(name) && !message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                message.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        if (message.Content is not null)
            message.Content.Headers.ContentLength = request.ContentLength;
        var politeness = render.Request.Politeness;
        message.Headers.TryAddWithoutValidation("User-Agent", politeness.UserAgent ?? userAgent);
        if (isSocket)
        {
            message.Headers.Connection.Add("Upgrade");
            message.Headers.Upgrade.ParseAdd("websocket");
        }
        else
        {
            message.Headers.TryAddWithoutValidation("Accept-Encoding", RelayAnswer.AcceptedEncodings);
        }

        if (politeness.Headers is { } headers && IsFromHome(request.Headers, address, render.Request))
        {
            foreach (var (name, value) in headers.Where(header => !Own.Contains(header.Key)))
            {
                message.Headers.Remove(name);
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    /// <summary>Credentials of the source go to its own origins, and not where another site's script or redirect points there.</summary>
    private static bool IsFromHome(IHeaderDictionary headers, Uri address, FetchRequest request)
    {
        if (!request.IsHome(address))
            return false;
        if (headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } from)
            return from is "same-origin" or "none";
        return Uri.TryCreate(headers.Referer, UriKind.Absolute, out var referrer) && request.IsHome(referrer);
    }
}
