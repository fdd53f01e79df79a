using Microsoft.Playwright;

namespace ParserAdmin.Tests.Browser;

/// <summary>Debian's Chromium, headless. A test run without it skips and says so; CI counts that as a failure.</summary>
internal static class Chromium
{
    public const string Path = "/usr/bin/chromium";

    // The same engine without a window, a third quicker; where it is not installed, the whole browser does.
    private const string Shell = "/usr/bin/chromium-headless-shell";

    // Without these it knocks at its maker's hosts, which a closed network refuses many times a second.
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = File.Exists(Shell) ? Shell : Path, Args = Arguments }
        );
}
