using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>The processes of a browser, and what they hold of the machine's memory.</summary>
internal static class BrowserProcesses
{
    /// <returns>The one that all others end with.</returns>
    public static async Task<Process> MainAsync(IBrowser browser) =>
        Process.GetProcessById(IdOf((await ListAsync(browser)).First(process => process.GetProperty("type").GetString() == "browser")));

    /// <returns>Bytes, without what processes share; where the system does not say that, with it.</returns>
    public static async Task<long> MeasureAsync(IBrowser browser) => (await ListAsync(browser)).Sum(MemoryOf);

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(IBrowser browser)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var answer = await session.SendAsync("SystemInfo.getProcessInfo");
        await session.DetachAsync();
        return answer is { } info ? [.. info.GetProperty("processInfo").EnumerateArray()] : [];
    }

    private static int IdOf(JsonElement process) => process.GetProperty("id").GetInt32();

    private static long MemoryOf(JsonElement process)
    {
        try
        {
            var id = IdOf(process);
            if (!OperatingSystem.IsLinux())
            {
                using var found = Process.GetProcessById(id);
                return found.WorkingSet64;
            }

            var pages = File.ReadAllText($"/proc/{id}/statm").Split(' ');
            return (long.Parse(pages[1], CultureInfo.InvariantCulture) - long.Parse(pages[2], CultureInfo.InvariantCulture)) * Environment.SystemPageSize;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            // It ended between the list and the look.
            return 0;
        }
    }
}
