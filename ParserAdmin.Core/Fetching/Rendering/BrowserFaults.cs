using Microsoft.Playwright;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>Names what goes wrong in a browser.</summary>
internal static class BrowserFaults
{
    /// <summary>A failure that means: what was spoken to is not there any more, or does not answer.</summary>
    public static bool IsGone(Exception error) => error is PlaywrightException or TimeoutException or ObjectDisposedException or IOException or InvalidOperationException;

    public static FetchException Crashed(Uri address, Exception? error) =>
        new(Jobs.ErrorClass.Network, $"The browser ended, or closed the page, while it showed {address}. It may pass.", address, innerException: error);

    public static FetchException Missing(Uri address) =>
        new(Jobs.ErrorClass.Internal, $"The source wants a browser (renderer: browser), and there is none on this node. {ChromiumFinder.Advice}", address);

    public static FetchException NotStarted(Uri address, string problem) =>
        new(Jobs.ErrorClass.Internal, $"The browser could not be started: {problem}", address);

    public static FetchException Overfed(Uri address, int megabytes) =>
        new(
            Jobs.ErrorClass.TooLarge,
            $"The browser was closed while it showed {address}, because it held more than {megabytes:#,0} MiB ({BrowserOptions.Section}:MemoryMegabytes).",
            address);

    public static FetchException Lost(Uri address) =>
        new(Jobs.ErrorClass.Network, $"The page {address} went on to something that the browser could not show. It may pass.", address);

    public static FetchException NotThere(Uri address, string selector, TimeSpan wait) =>
        new(
            Jobs.ErrorClass.Timeout,
            $"On {address} nothing matched '{selector}' within {wait.TotalSeconds:0.#} s. If such a page is right, as the last of a list may be, add to the source's wait what an empty page shows: \"{selector}, .no-results\".",
            address);

    /// <summary>Playwright's messages go on with a log of its own; the first line is for people.</summary>
    public static string Short(Exception error) => error.Message.Split('\n', 2)[0].Trim();
}
