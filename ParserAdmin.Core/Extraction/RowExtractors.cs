using ParserAdmin.Core.Extraction.Feeds;
using ParserAdmin.Core.Extraction.Json;
using ParserAdmin.Core.Extraction.Xml;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction;

/// <summary>Chooses the extractor of a response type.</summary>
public sealed class RowExtractors(IEnumerable<IRowExtractor> extractors)
{
    private readonly Dictionary<ResponseType, IRowExtractor> _extractors = extractors.ToDictionary(extractor => extractor.Response);

    /// <summary>All that the program brings, by the machine's clock.</summary>
    public static RowExtractors Default { get; } = By(TimeProvider.System);

    /// <summary>All that the program brings.</summary>
    /// <param name="clock">What "3 hours ago" counts from.</param>
    public static RowExtractors By(TimeProvider clock) =>
        new([new HtmlRows(clock), new JsonRows(clock), new XmlRows(clock), new FeedRows(clock)]);

    public IRowExtractor For(ResponseType response) =>
        _extractors.GetValueOrDefault(response)
        ?? throw new ExtractionException($"no extractor reads {response} answers; choose another 'response'");
}
