using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Studio.Samples;

namespace ParserAdmin.Api.Sources;

/// <summary>A saved answer.</summary>
/// <param name="Body">As text.</param>
/// <param name="BodyBase64">As the bytes that were sent, for a character set to be found out; in place of <paramref name="Body"/>.</param>
/// <param name="ContentType">The header, with its character set.</param>
/// <param name="Url">Where it came from, after redirects; relative addresses count from it. The call's <c>url</c> unless said.</param>
/// <param name="At">When it was saved, UTC; "3 hours ago" counts from it.</param>
/// <param name="Status">What the site answered with, where it is known.</param>
internal sealed record AnswerRequest(
    string? Body = null,
    string? BodyBase64 = null,
    string? ContentType = null,
    string? Url = null,
    DateTime? At = null,
    int? Status = null
)
{
    /// <exception cref="BadInputException">Something is missing, or of no use.</exception>
    public SavedAnswer ToAnswer(string? asked)
    {
        var address =
            WebAddress.Parse(Url ?? asked)
            ?? throw new BadInputException("answer.url", "Say where the answer came from: an http or https address as 'answer.url'.");
        if (Body is null == BodyBase64 is null)
        {
            throw new BadInputException(
                "answer.body",
                "Send the answer as 'answer.body' (text) or as 'answer.bodyBase64' (bytes), one of them."
            );
        }

        var answer = Body is { } text
            ? SavedAnswer.OfText(address, text, ContentType)
            : new SavedAnswer(address, ContentType, Bytes(BodyBase64!));
        return answer with { At = Input.Utc(At), Status = Status };
    }

    private static byte[] Bytes(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new BadInputException("answer.bodyBase64", "'answer.bodyBase64' is no base64.");
        }
    }
}
