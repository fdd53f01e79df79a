using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>What the processes of a browser hold of the machine's memory.</summary>
internal static class BrowserMemory
{
    /// <returns>Bytes, without what processes share; where the system does not say that, with it.</returns>
    public static async Task<long> MeasureAsync(IBrowser browser)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var answer = await session.SendAsync("SystemInfo.getProcessInfo");
        await session.DetachAsync();
        return answer is { } info ? info.GetProperty("processInfo").EnumerateArray().Sum(Of) : 0;
    }

    private static long Of(JsonElement process)
    {
        try
        {
            var id = process.GetProperty("id").GetInt32();
            if (!OperatingSystem.IsLinux())
            {
                using var found = System.Diagnostics.Process.GetProcessById(id);
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
