using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace ParserAdmin.Demo.Site;

/// <summary>Turns pages into answers.</summary>
internal static class DemoAnswers
{
    private const string Html = "text/html; charset=utf-8";

    /// <summary>A page with a weak ETag of its content; 304 to a caller that has it.</summary>
    /// <param name="page">The document.</param>
    /// <param name="changed">UTC; since when it reads so, where that is known.</param>
    /// <param name="type">Its media type.</param>
    public static IResult Page(string page, DateTime? changed = null, string type = Html) =>
        Tagged(Encoding.UTF8.GetBytes(page), changed, type);

    /// <summary>A PNG, likewise.</summary>
    public static IResult Picture(byte[] picture) => Tagged(picture, null, "image/png");

    /// <summary>A page without a tag, with a status of its own.</summary>
    public static IResult Notice(string page, int status) => TypedResults.Text(page, Html, Encoding.UTF8, status);

    /// <summary>400 with a sentence that says what to write instead.</summary>
    public static IResult BadTime(string parameter) =>
        TypedResults.Text(
            $"'{parameter}' is not a time. Write it as 2026-01-01T00:00Z.",
            "text/plain; charset=utf-8",
            Encoding.UTF8,
            StatusCodes.Status400BadRequest
        );

    private static IResult Tagged(byte[] bytes, DateTime? changed, string type)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"", isWeak: true);
        return TypedResults.Bytes(bytes, type, lastModified: changed, entityTag: tag);
    }
}
