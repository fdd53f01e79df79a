using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>How a run goes through the pages of a path.</summary>
/// <param name="Name">The path's name.</param>
/// <param name="Incremental">It stops where all is known; otherwise it reads all pages.</param>
/// <param name="State">What earlier runs left; null when there was none.</param>
/// <param name="Before">What an earlier part of this crawl did; null at the beginning.</param>
/// <param name="First">The page to begin with.</param>
/// <param name="KnownInARow">So many known items in a row are enough for an incremental run.</param>
public sealed record CrawlPlan(
    SourceDefinition Definition,
    string Name,
    PathDefinition Path,
    bool Incremental,
    PathState? State,
    CrawlCheckpoint? Before,
    Uri First,
    int KnownInARow = 0
);
