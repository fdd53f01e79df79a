namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>How a page is to be opened in a browser before it is read.</summary>
/// <param name="Wait">A CSS selector of what must be there before the page is read; null to wait until the page comes to rest.</param>
/// <param name="WaitTimeout">Longest wait for that; more than zero.</param>
/// <param name="Images">Whether images, fonts and media are loaded, too.</param>
/// <param name="Encoding">The character set of the document, where the site states a wrong one.</param>
public sealed record PageRendering(string? Wait, TimeSpan WaitTimeout, bool Images = false, string? Encoding = null);
