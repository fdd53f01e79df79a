using System.Diagnostics;
using Microsoft.Playwright;

namespace ParserAdmin.Tests.Fetching.Rendering;

/// <summary>What the kernel does to a browser when memory runs out.</summary>
internal static class BrowserKill
{
    public static async Task AllAsync(IBrowser browser)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var processes = (await session.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo").EnumerateArray();
        var main = processes.First(process => process.GetProperty("type").GetString() == "browser").GetProperty("id").GetInt32();
        using var process = Process.GetProcessById(main);
        process.Kill();
    }
}
