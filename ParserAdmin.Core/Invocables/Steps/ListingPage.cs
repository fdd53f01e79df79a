using ParserAdmin.Core.Extraction;

namespace ParserAdmin.Core.Invocables.Steps;

/// <param name="WasCut">There are more pages, but the limit does not allow them.</param>
public sealed record ListingPage(IReadOnlyList<ExtractedRow> Rows, bool IsLast, bool WasCut);
