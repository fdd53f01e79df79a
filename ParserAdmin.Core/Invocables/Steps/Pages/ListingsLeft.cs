namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>What a crawl over several listings has to remember of them.</summary>
/// <param name="Waiting">First pages of listings that were found and not begun.</param>
/// <param name="Found">First pages of all that were found, so that none is begun twice.</param>
/// <param name="Missing">Listings that were linked and not there.</param>
public sealed record ListingsLeft(IReadOnlyList<Uri> Waiting, IReadOnlyList<Uri> Found, int Missing);
