using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>The processes of a browser, and what they hold of the machine's memory.</summary>
internal static class BrowserProcesses
{
    /// <returns>The one that all others end with.</returns>
    public static async Task<Process> MainAsync(IBrowser browser) =>
        Process.GetProcessById(IdOf((await ListAsync(browser)).First(process => process.GetProperty("type").GetString() == "browser")));

    /// <returns>Bytes, without what processes share; where the system does not say that, with it.</returns>
    public static async Task<long> MeasureAsync(IBrowser browser) => (await ListAsync(browser)).Sum(MemoryOf);

    /// <summary>
    /// Ends all browsers behind one proxy, also one that has not yet come so far as to say its number: its arguments name the proxy's key,
    /// which nothing else has. Where the system does not show arguments (elsewhere than on Linux) their drivers end them, later.
    /// </summary>
    public static void KillAll(string keyHash)
    {
        if (!OperatingSystem.IsLinux())
            return;
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (process.Id != Environment.ProcessId && Mentions(process.Id, keyHash))
                    Kill(process);
            }
        }
    }

    /// <summary>Kills it, unless it has ended by itself just now.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception gone) when (gone is Win32Exception or InvalidOperationException)
        {
            // It has.
        }
    }

    private static bool Mentions(int id, string text)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Contains(text, StringComparison.Ordinal);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // It ended, or it is another user's.
            return false;
        }
    }

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
            return (long.Parse(pages[1], CultureInfo.InvariantCulture) - long.Parse(pages[2], CultureInfo.InvariantCulture))
                * Environment.SystemPageSize;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            // It ended between the list and the look.
            return 0;
        }
    }
}
