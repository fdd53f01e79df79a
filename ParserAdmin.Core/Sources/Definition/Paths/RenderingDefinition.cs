namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>Whether, and how, a source's pages are opened in a browser.</summary>
/// <param name="Browser">Pages are rendered, unless their path says otherwise.</param>
/// <param name="Wait">CSS selector of what must be there before a page is read; null to wait until it comes to rest.</param>
/// <param name="WaitTimeout">Longest wait for that; 100 milliseconds to 2 minutes.</param>
/// <param name="Images">Whether images, fonts and media are loaded.</param>
public sealed record RenderingDefinition(bool Browser, string? Wait, TimeSpan WaitTimeout, bool Images)
{
    /// <summary>No browser; where a path wants one, ten seconds for its scripts.</summary>
    public static RenderingDefinition None { get; } = new(false, null, TimeSpan.FromSeconds(10), false);
}
