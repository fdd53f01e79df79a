using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ParserAdmin.Components.Framework;

/// <summary>Serves <see cref="BlazorScript"/>, compressed, with a tag that lets browsers keep it.</summary>
internal static class BlazorScriptEndpoint
{
    private static readonly Lazy<(byte[] Plain, byte[] Packed, EntityTagHeaderValue Tag)> Script = new(Prepare);

    public static IEndpointConventionBuilder MapBlazorScript(this IEndpointRouteBuilder app) =>
        app.MapMethods(BlazorScript.Path, [HttpMethods.Get, HttpMethods.Head], Get).ExcludeFromDescription();

    private static IResult Get(HttpContext http)
    {
        var (plain, packed, tag) = Script.Value;
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return Results.Bytes(plain, "text/javascript", entityTag: tag);
        http.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(packed, "text/javascript", entityTag: tag);
    }

    private static (byte[] Plain, byte[] Packed, EntityTagHeaderValue Tag) Prepare()
    {
        var plain = BlazorScript.Read();
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            brotli.Write(plain);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(plain))[..16]}\"", isWeak: true);
        return (plain, packed.ToArray(), tag);
    }
}
