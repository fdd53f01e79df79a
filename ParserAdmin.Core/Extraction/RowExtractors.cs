using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Extraction;

/// <summary>Chooses the extractor of a response type.</summary>
public sealed class RowExtractors(IEnumerable<IRowExtractor> extractors)
{
    private readonly Dictionary<ResponseType, IRowExtractor> _extractors = extractors.ToDictionary(extractor => extractor.Response);

    /// <summary>All that the program brings.</summary>
    public static RowExtractors Default { get; } = new([new HtmlRows()]);

    public IRowExtractor For(ResponseType response) =>
        _extractors.GetValueOrDefault(response) ?? throw new ExtractionException($"no extractor reads {response} answers; choose another 'response'");
}
