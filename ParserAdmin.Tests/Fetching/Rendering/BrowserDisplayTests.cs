using ParserAdmin.Core.Fetching.Rendering.Browsers;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

public sealed class BrowserDisplayTests
{
    [Theory]
    [InlineData(true, null, null, false)]
    [InlineData(false, null, "", true)]
    [InlineData(false, ":0", null, false)]
    [InlineData(false, null, "wayland-0", false)]
    public void IsMissing_OfAWindowWithoutScreen_IsSo(bool headless, string? x11, string? wayland, bool isMissing) =>
        Assert.Equal(
            isMissing && OperatingSystem.IsLinux(),
            BrowserDisplay.IsMissing(
                new BrowserOptions { Headless = headless },
                name =>
                    name == "DISPLAY" ? x11
                    : name == "WAYLAND_DISPLAY" ? wayland
                    : "other"
            )
        );

    [Fact]
    public void OfStart_LogOfTheDriver_IsWhatTheBrowserSaidFirst()
    {
        var log = new InvalidOperationException(
            "Target page, context or browser has been closed\nBrowser logs:\n<launching> /usr/bin/chromium --a\n  - [pid=7][err] "
                + "chromium: error while loading shared libraries: libnss3.so\n  - [pid=7][err] more\n  - [pid=7] <process did exit: "
                + "exitCode=127, signal=null>"
        );

        Assert.Equal(
            "Target page, context or browser has been closed (chromium: error while loading shared libraries: libnss3.so)",
            BrowserFaults.OfStart(log)
        );
    }
}
