namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>Whether there is a screen for a browser that is to show its window.</summary>
internal static class BrowserDisplay
{
    public const string Advice =
        "It is to show its window, and this machine has no display (neither DISPLAY nor WAYLAND_DISPLAY is set). "
        + $"Run it without one ({BrowserOptions.Section}:Headless=true, or run --headless), or give it a virtual one: xvfb-run "
        + $"parseradmin …";

    private static readonly string[] Variables = ["DISPLAY", "WAYLAND_DISPLAY"];

    /// <param name="variable">Reads the environment.</param>
    public static bool IsMissing(BrowserOptions options, Func<string, string?> variable) =>
        !options.Headless && OperatingSystem.IsLinux() && Variables.All(name => string.IsNullOrEmpty(variable(name)));
}
