using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Benchmarks.Watching;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Sources.Definition.Paths;

[assembly: HostingStartup(typeof(LineWriterStartup))]

namespace ParserAdmin.Benchmarks.Watching;

/// <summary>
/// A task that only writes log lines, a thousand a second, until somebody ends it. Each line says when it was written, so that whoever
/// gets to see it knows how far behind they are.
/// </summary>
internal sealed class LineWriter : IInvocable
{
    public const string TaskName = "write-lines";
    public const int LinesPerSecond = 1_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>In each line before the moment: milliseconds since 1970, after which comes a blank.</summary>
    public static ReadOnlySpan<byte> Mark => "written at "u8;

    public TaskDefinition Definition { get; } = new(TaskName, PathNames.Catalog, "Writes log lines, for a benchmark.");

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick);
        var (began, written) = (Stopwatch.GetTimestamp(), 0L);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            for (var due = Stopwatch.GetElapsedTime(began).TotalSeconds * LinesPerSecond; written < due; written++)
            {
                await run.Log.InfoAsync(
                    $"Item {written} read, 14 fields, 2 pictures: written at {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()} ms",
                    $"https://shop.example/catalogue/items/{written}"
                );
            }
        }
    }
}

/// <summary>Adds the task to the real program; named to it by <c>ASPNETCORE_HOSTINGSTARTUPASSEMBLIES</c>.</summary>
internal sealed class LineWriterStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) =>
        builder.ConfigureServices(services => services.AddSingleton<IInvocable, LineWriter>());

    /// <summary>The environment of a program that shall have it.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(LineWriterStartup).Assembly.Location,
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(LineWriterStartup).Assembly.GetName().Name!,
        };
}
