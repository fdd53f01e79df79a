using ParserAdmin.Core.Studio;

namespace ParserAdmin.Api.Sources;

/// <summary>The page that was fetched.</summary>
/// <param name="Url">Where it came from, after redirects.</param>
/// <param name="Body">Decoded; at most 4 Mi characters.</param>
/// <param name="At">When, UTC.</param>
internal sealed record FetchedAnswerResponse(string Url, int? Status, string? ContentType, string Body, DateTime? At)
{
    private const int LongestBody = 4 * 1024 * 1024;

    public static FetchedAnswerResponse Of(Preview preview) =>
        new(
            preview.Answer.Address.AbsoluteUri,
            preview.Answer.Status,
            preview.Answer.ContentType,
            preview.Text.Length <= LongestBody ? preview.Text : preview.Text[..LongestBody],
            preview.Answer.At
        );
}
