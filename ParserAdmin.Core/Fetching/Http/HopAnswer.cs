namespace ParserAdmin.Core.Fetching.Http;

/// <summary>What one request led to: a page, or the way to another address.</summary>
/// <param name="KeepsMethod">What was posted is to be posted there, too (307, 308).</param>
internal readonly record struct HopAnswer(FetchedPage? Page, Uri? Next, bool KeepsMethod = false);
