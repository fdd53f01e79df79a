using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace ParserAdmin.Tests.Fetching.Rendering;

/// <summary>What the system does to a browser's processes: ends them when memory runs out, or gives them no time.</summary>
internal static class ChromiumProcesses
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task KillAsync(IBrowser browser, string type = "browser")
    {
        foreach (var id in await IdsAsync(browser, type))
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
    }

    /// <summary>It is there, and answers nothing more.</summary>
    public static async Task FreezeAsync(IBrowser browser)
    {
        using var shell = Process.Start("/bin/sh", ["-c", $"kill -STOP {(await IdsAsync(browser, "browser")).Single()}"]);
        await shell.WaitForExitAsync();
    }

    /// <param name="type">Such as <c>browser</c> or <c>renderer</c>; null for all.</param>
    public static async Task<IReadOnlyList<int>> IdsAsync(IBrowser browser, string? type = null)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var processes = (await session.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo").EnumerateArray();
        return [.. processes.Where(process => type is null || process.GetProperty("type").GetString() == type).Select(Id)];
    }

    /// <summary>Completes when none of them runs any more.</summary>
    public static async Task EndedAsync(params IEnumerable<int> ids)
    {
        using var timer = new PeriodicTimer(Look);
        foreach (var id in ids)
        {
            while (Runs(id))
                await timer.WaitForNextTickAsync();
        }
    }

    private static int Id(JsonElement process) => process.GetProperty("id").GetInt32();

    private static bool Runs(int id)
    {
        try
        {
            // Ended, and not yet counted by whoever started it.
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
