using ParserAdmin.Auth;
using Scalar.AspNetCore;

namespace ParserAdmin.Api.Description;

/// <summary>
/// The description as a page to read and try calls on, by Scalar, for people who are signed in. Its script comes with its package, from
/// here; nothing of it asks another site for a font, an assistant or a count of its users.
/// </summary>
internal static class ApiReference
{
    public const string Path = "/portal/api";

    public static void MapApiReference(this WebApplication app) =>
        app.MapScalarApiReference(Path, Configure).RequireAuthorization(Policies.Viewer);

    private static void Configure(ScalarOptions options, HttpContext context)
    {
        var nonce = ScriptNonce.Of(context);
        var top = context.Request.PathBase;
        options
            .WithTitle("API of ParserAdmin")
            .WithNonce(nonce)
            .AddHeadContent($"<meta property=\"csp-nonce\" content=\"{nonce}\"><script src=\"{top}/js/api-reference.js\"></script>")
            .WithFavicon($"{top}/favicon.svg")
            .WithOpenApiRoutePattern("/openapi/{documentName}.json")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideClientButton()
            .HideDeveloperTools();
    }
}
