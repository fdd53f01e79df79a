using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ParserAdmin.Tests.Conformance;

/// <summary>The web origin over the shared data, in a process of its own, on a port that the system chooses.</summary>
internal sealed partial class OriginServer : IAsyncDisposable
{
    private readonly Process _process;

    private OriginServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Why tests over it are skipped here, or null.</summary>
    public static string? SkipReason { get; } =
        SharedData.SkipReason
        ?? (
            Environment
                .GetEnvironmentVariable("PATH")!
                .Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, "python3")))
                ? null
                : "python3 is not here."
        );

    public static async Task<OriginServer> StartAsync()
    {
        var start = new ProcessStartInfo("python3", ["-u", SharedData.PathOf("origin.py"), "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        // Whatever it has to complain about must not fill the pipe and stop it.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return new OriginServer(process, new Uri(Listening().Match(line ?? "").Value));
    }

    public Uri At(string path) => new(Address, path);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Listening();
}
