using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ParserAdmin.Tests.Conformance;

/// <summary>The web origin over the shared data, in a process of its own, on a port that the system chooses.</summary>
internal sealed partial class OriginServer : IAsyncDisposable
{
    private readonly Process _process;

    private OriginServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Where the data are, or null.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Why tests over it are skipped here, or null.</summary>
    public static string? SkipReason { get; } =
        Folder is null ? "The shared data are not here: neither ../shared/data beside the project nor PARSERADMIN_TEST_DATA."
        : Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "python3"))) ? null
        : "python3 is not here.";

    public static async Task<OriginServer> StartAsync()
    {
        var start = new ProcessStartInfo("python3", ["-u", Path.Combine(Folder!, "origin.py"), "0"]) { RedirectStandardOutput = true, RedirectStandardError = true };
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

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PARSERADMIN_TEST_DATA") is { Length: > 0 } named)
            return File.Exists(Path.Combine(named, "origin.py")) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ParserAdmin.slnx")) || Directory.Exists(Path.Combine(folder.FullName, "ParserAdmin.Core")))
                return Path.Combine(folder.Parent!.FullName, "shared", "data") is var data && File.Exists(Path.Combine(data, "origin.py")) ? data : null;
        return null;
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Listening();
}
