using System.CommandLine;
using System.Runtime.InteropServices;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Commands;

/// <summary><c>serve</c>, which is also what no command means.</summary>
internal static class ServeCommand
{
    public static Command Create(SettingArguments settings)
    {
        var serve = new Command("serve", "Portal, API and scheduler; the default. Takes --urls http://127.0.0.1:5080.");
        MakeDefault(serve, settings);
        return serve;
    }

    public static void MakeDefault(Command command, SettingArguments settings)
    {
        var host = new WebHostOptions(command, listens: true);
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                string[] args = [.. settings.Settings, .. host.Given(parsed)];
                return CommandErrors.GuardAsync(
                    parsed.InvocationConfiguration.Error,
                    () => CommandHost.Configuration(args),
                    () => ServeAsync(args, cancellationToken),
                    cancellationToken
                );
            }
        );
    }

    private static async Task<int> ServeAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var app = Portal.Build(args);
        using var only = NodeLock.Take(app.Services.GetRequiredService<DataDirectory>());
        using var second = new SecondInterrupt();
        app.Lifetime.ApplicationStarted.Register(() => _ = GiveBackAsync(app.Lifetime.ApplicationStopping));
        await app.RunAsync(cancellationToken);
        return ExitCode.Done;
    }

    /// <summary>
    /// The start reads, compiles and installs what is never needed again. An idle program makes so little garbage that its memory would be
    /// kept for hours. What runs often is compiled anew for some minutes, and the C library keeps what the compiler freed.
    /// </summary>
    private static async Task GiveBackAsync(CancellationToken stopping)
    {
        await Task.Delay(TimeSpan.FromSeconds(10), stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        if (stopping.IsCancellationRequested)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        while (!stopping.IsCancellationRequested && TrimHeap())
            await Task.Delay(TimeSpan.FromMinutes(1), stopping).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <returns>Whether there is such a thing: other C libraries than glibc keep less.</returns>
    private static bool TrimHeap()
    {
        try
        {
            // What it answers (whether anything was given back) changes nothing.
            _ = MallocTrim(0);
            return true;
        }
        catch (Exception none) when (none is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    // https://man7.org/linux/man-pages/man3/malloc_trim.3.html
    [DllImport("libc.so.6", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);
}
