using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction;

/// <summary>Gets the rows out of one type of response. Stateless, so that one instance serves all threads.</summary>
public interface IRowExtractor
{
    ResponseType Response { get; }

    /// <summary>The rows of a page and where the next one is.</summary>
    /// <param name="body">The decoded body.</param>
    /// <param name="pageAddress">Where the body came from, after redirects; relative addresses count from it.</param>
    /// <param name="path">How to read it.</param>
    /// <param name="trace">Hears each step; null in a crawl.</param>
    /// <param name="cancellationToken">Ends the work at the next token or row.</param>
    /// <exception cref="ExtractionException">The body cannot be read at all.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ExtractedPage Extract(string body, Uri pageAddress, PathDefinition path, IExtractionTrace? trace, CancellationToken cancellationToken);
}
