using System.Diagnostics;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>The real program, run to its end as from a shell.</summary>
internal sealed record ProgramRun(int Code, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>What a test that runs as root puts before the program, so that file modes mean something to it.</summary>
    public static IReadOnlyList<string> WithoutRootsPower { get; } =
        Environment.UserName == "root" ? ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] : [];

    /// <param name="folder">Where it is started; its data goes into "data" there unless said otherwise.</param>
    public static async Task<ProgramRun> RunAsync(string folder, IReadOnlyList<string> arguments, IReadOnlyList<string>? prefix = null)
    {
        string[] line = [.. prefix ?? [], "dotnet", PortalProcess.ProgramPath, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        start.Environment["ParserAdmin__Demo"] = "false";
        ShortLife.Expect(start);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        return new ProgramRun(process.ExitCode, await output, await error);
    }
}
