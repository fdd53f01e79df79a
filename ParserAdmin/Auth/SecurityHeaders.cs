using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;

namespace ParserAdmin.Auth;

/// <summary>The headers by which the browser helps to keep pages safe; on every answer, whoever wrote it.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>
    /// No inline script and no style element; style attributes, by which MudBlazor places what floats, can load nothing. Pictures of
    /// items come from this program (<c>ItemPictures</c>), never from the sites that were parsed. <c>connect-src 'self'</c> covers the
    /// circuit's websocket.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment, because Blazor sets a laxer policy of its own while it answers.
        context.Response.OnStarting(Set, context);
        return next(context);
    }

    /// <summary>For a page that a library writes (<c>ApiReference</c>): its own script and style elements, and no others.</summary>
    private static string With(string nonce) =>
        ContentSecurityPolicy
            .Replace("script-src 'self'", $"script-src 'self' 'nonce-{nonce}'", StringComparison.Ordinal)
            .Replace("style-src-elem 'self'", $"style-src-elem 'self' 'nonce-{nonce}'", StringComparison.Ordinal);

    private static Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ScriptNonce.Find(context) is { } nonce ? With(nonce) : ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps && !IsLoopback(context.Request.Host.Host))
            headers.StrictTransportSecurity = "max-age=31536000";
        return Task.CompletedTask;
    }

    /// <summary>A browser that was told once would ask every program on this machine for https.</summary>
    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}

/// <summary>By which the policy of one answer knows the script elements that the program itself wrote into it.</summary>
internal static class ScriptNonce
{
    private const string Key = "script-nonce";

    /// <summary>A new one for this answer, which is then not kept by anyone: it holds once.</summary>
    public static string Of(HttpContext context)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        context.Items[Key] = nonce;
        return nonce;
    }

    public static string? Find(HttpContext context) => context.Items.TryGetValue(Key, out var nonce) ? (string?)nonce : null;
}
