namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>The configuration section <c>ParserAdmin:Browser</c>: this machine's browser, and what it may use of the machine.</summary>
public sealed class BrowserOptions
{
    public const string Section = "ParserAdmin:Browser";

    /// <summary>Without a window. With one, the program needs a display.</summary>
    public bool Headless { get; set; } = true;

    /// <summary>Chromium's program file; null to look in the usual places.</summary>
    public string? ExecutablePath { get; set; }

    /// <summary>Whether Chromium's own sandbox is on; null means yes, unless the program runs as root, where Chromium refuses it.</summary>
    public bool? Sandbox { get; set; }

    /// <summary>Pages open at once; whoever comes later waits.</summary>
    public int Pages { get; set; } = 2;

    /// <summary>After so many pages a fresh browser takes over, because Chromium grows with age.</summary>
    public int PagesPerBrowser { get; set; } = 200;

    /// <summary>Most memory of all processes of the browser, in MiB; beyond it the open pages are closed.</summary>
    public int MemoryMegabytes { get; set; } = 1536;

    /// <summary>Requests that one page may make, its document not counted.</summary>
    public int RequestsPerPage { get; set; } = 300;

    /// <summary>What one page may load in all, unpacked, in MiB.</summary>
    public int MegabytesPerPage { get; set; } = 64;
}
