using ParserAdmin.Core.Studio;

namespace ParserAdmin.Api.Sources;

/// <summary>A definition to try.</summary>
/// <param name="Definition">YAML; it need not be stored.</param>
/// <param name="Path">The path's name; the first that has an address of its own unless said.</param>
/// <param name="Url">The page to fetch, once; the path's own address unless said.</param>
/// <param name="Answer">A saved answer to read in place of a request, such as the one of an earlier call.</param>
/// <param name="Rows">How many rows to tell of in full, 1 to 200; 25 unless said.</param>
internal sealed record PreviewPageRequest(
    string? Definition = null,
    string? Path = null,
    string? Url = null,
    AnswerRequest? Answer = null,
    int? Rows = null
)
{
    /// <exception cref="BadInputException">Something is missing, or of no use.</exception>
    public PreviewRequest ToRequest()
    {
        if (string.IsNullOrWhiteSpace(Definition))
            throw new BadInputException("definition", "Send the source definition, YAML, as 'definition'.");
        if (Rows is < 1 or > PreviewRequest.MostRows)
            throw new BadInputException("rows", $"rows takes a whole number from 1 to {PreviewRequest.MostRows}.");
        return new PreviewRequest(
            Definition,
            Input.Text("path", Path),
            Input.Text("url", Url),
            Answer?.ToAnswer(Url),
            Rows ?? PreviewRequest.UsualRows
        );
    }
}
