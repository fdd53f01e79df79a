namespace ParserAdmin.Core.Fetching;

/// <summary>What one request led to: a page, or the way to another address.</summary>
internal readonly record struct HopAnswer(FetchedPage? Page, Uri? Next);
