using System.Diagnostics;
using System.Text.Json;

namespace ParserAdmin.Benchmarks;

/// <summary>A program of others, run beside ours in the same minutes on the same machine.</summary>
internal static class Peer
{
    /// <summary>Debian's own, for whose packages the peers are.</summary>
    private const string Python = "/usr/bin/python3";

    /// <returns>Whether the module is installed; if not, it has been said.</returns>
    public static async Task<bool> IsHereAsync(string module, string package)
    {
        if (File.Exists(Python) && await ExitAsync(["-c", $"import {module}"]) == 0)
            return true;
        Console.WriteLine($"{module} is not installed, so ours stands alone: apt-get install {package}");
        return false;
    }

    /// <param name="script">A file of the folder peers.</param>
    /// <returns>What the script printed last, as JSON.</returns>
    public static async Task<JsonElement> RunAsync(string script, IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "peers", script), .. arguments])
            {
                RedirectStandardOutput = true,
            }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonDocument.Parse(output.Trim().Split('\n')[^1]).RootElement.Clone()
            : throw new InvalidOperationException($"{script} ended with {process.ExitCode}");
    }

    private static async Task<int> ExitAsync(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
