using Microsoft.Playwright;

namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>Names what goes wrong in a browser.</summary>
internal static class BrowserFaults
{
    /// <summary>A failure that means: what was spoken to is not there any more, or does not answer.</summary>
    public static bool IsGone(Exception error) =>
        error is PlaywrightException or TimeoutException or ObjectDisposedException or IOException or InvalidOperationException;

    public static FetchException Crashed(Uri address, Exception? error) =>
        new(
            Jobs.ErrorClass.Network,
            $"The browser ended, or closed the page, while it showed {address}. It may pass.",
            address,
            innerException: error
        );

    public static FetchException Missing(Uri address) =>
        new(
            Jobs.ErrorClass.Internal,
            $"The source wants a browser (renderer: browser), and there is none on this node. {ChromiumFinder.Advice}",
            address
        );

    public static FetchException NotStarted(Uri address, string problem) =>
        new(Jobs.ErrorClass.Internal, $"The browser could not be started: {problem}", address);

    public static FetchException Overfed(Uri address, int megabytes) =>
        new(
            Jobs.ErrorClass.TooLarge,
            $"The browser was closed while it showed {address}, because it held more than {megabytes:#,0} MiB "
                + $"({BrowserOptions.Section}:MemoryMegabytes).",
            address
        );

    public static FetchException Lost(Uri address) =>
        new(Jobs.ErrorClass.Network, $"The page {address} went on to something that the browser could not show. It may pass.", address);

    /// <param name="refused">Something that the page went without, and that may be the reason.</param>
    public static FetchException NotThere(Uri address, string selector, TimeSpan wait, FetchException? refused) =>
        new(
            Jobs.ErrorClass.Timeout,
            $"On {address} nothing matched '{selector}' within {wait.TotalSeconds:0.#} s. The selector may be wrong: check it against "
                + $"the page in a browser. {(refused is null ? "" : $"The page went without {refused.Address}: {refused.Message} ")}If "
                + $"a page without it is right, as the last of a list may be, add to the source's wait what an empty page shows: "
                + $"\"{selector}, .no-results\".",
            address
        );

    /// <summary>Playwright's messages go on with a log of its own; the first line is for people.</summary>
    public static string Short(Exception error) => error.Message.Split('\n', 2)[0].Trim();

    /// <summary>
    /// Why a start failed: Playwright only says that the browser ended, and what that one said itself stands in the log behind it.
    /// </summary>
    public static string OfStart(Exception error)
    {
        const string spoken = "[err] ",
            exit = "<process did exit: ";
        var lines = error.Message.Split('\n');
        var said =
            lines.Select(line => After(line, spoken)).FirstOrDefault(text => text is not null)
            ?? lines.Select(line => After(line, exit)?.TrimEnd('>')).FirstOrDefault(text => text is not null);
        return said is null ? Short(error) : $"{Short(error)} ({said})";
    }

    private static string? After(string line, string mark) =>
        line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at && line[(at + mark.Length)..].Trim() is { Length: > 0 } text
            ? text
            : null;
}
