using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction;

/// <summary>What every extractor can do beside.</summary>
public static class RowExtraction
{
    /// <summary>The rows of a page, with nobody listening.</summary>
    /// <exception cref="ExtractionException">The body cannot be read at all.</exception>
    public static ExtractedPage Extract(
        this IRowExtractor extractor,
        string body,
        Uri pageAddress,
        PathDefinition path,
        CancellationToken cancellationToken
    ) => extractor.Extract(body, pageAddress, path, null, cancellationToken);
}
