namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <param name="SeenAll">All pages there are were read.</param>
/// <param name="FirstRows">Rows of the first page; null where an earlier part of the crawl read it.</param>
/// <param name="Rows">All rows, with those of the earlier parts.</param>
/// <param name="WasCut">There are more pages, but the limit did not allow them.</param>
public sealed record CrawlResult(SinkResult Saved, bool SeenAll, int? FirstRows, int Rows, bool WasCut);
