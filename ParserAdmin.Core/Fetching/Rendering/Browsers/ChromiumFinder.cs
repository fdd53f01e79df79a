namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>Looks for the browser on this machine.</summary>
internal static class ChromiumFinder
{
    private static readonly string[] Names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
        "chrome",
        "chrome.exe",
    ];

    private static readonly string[] Places =
    [
        "/usr/bin",
        "/usr/local/bin",
        "/snap/bin",
        "/opt/google/chrome",
        "/Applications/Chromium.app/Contents/MacOS",
        @"C:\Program Files\Google\Chrome\Application",
        @"C:\Program Files\Chromium\Application",
    ];

    /// <summary>What a person has to do where there is none.</summary>
    public static string Advice =>
        $"Install Chromium on this machine (Debian and Ubuntu: apt-get install chromium), or say where it is in "
        + $"{BrowserOptions.Section}:ExecutablePath.";

    /// <returns>The program file, or null.</returns>
    public static string? Find(BrowserOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.ExecutablePath))
            return File.Exists(options.ExecutablePath) ? options.ExecutablePath : null;
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Places.Concat(path).SelectMany(place => Names.Select(name => Path.Combine(place, name))).FirstOrDefault(File.Exists);
    }
}
