using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Benchmarks;

/// <summary>To the invocable's first line, from a slot's due time and from a click, beside a thousand schedules, on SQLite.</summary>
internal static class LatencyBenchmark
{
    private const int Schedules = 1_000;
    private const int WarmUp = 10;
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(120);
    private static readonly string Catalog = $"{CatalogSync.Definition.Name}:shop";

    public static async Task RunAsync(int firings)
    {
        using var directory = new TestDirectory();
        var (line, gate) = (new FirstLine(), new List<double>());
        using var host = Build(directory.File("data"), line, gate);
        await host.StartAsync();
        await using var news = host
            .Services.GetRequiredService<EventBus>()
            .Subscribe(raised => raised is JobChanged { Job.EndedAt: not null });
        await using var ends = news.ReadBatchesAsync(TimeSpan.Zero).GetAsyncEnumerator();
        await PrepareAsync(host.Services);

        // Switching to auto starts the source once by itself; that run is over before the measuring.
        await ends.MoveNextAsync();
        var (slots, clicks) = (new List<double>(), new List<double>());
        for (var i = 0; i < firings + WarmUp; i++)
        {
            var slot = await SlotAsync(host.Services, line);
            await ends.MoveNextAsync();
            var click = await ClickAsync(host.Services, line);
            await ends.MoveNextAsync();
            if (i < WarmUp)
                continue;
            slots.Add(slot);
            clicks.Add(click);
        }

        Figures.Print($"latency: slot to first line, {Schedules:N0} schedules", slots);
        Figures.Print($"latency: by hand to first line, {Schedules:N0} schedules", clicks);
        Figures.Print("latency: of it one question to the gate", gate);
        var process = System.Diagnostics.Process.GetCurrentProcess();
        var (before, began) = (process.TotalProcessorTime, TimeProvider.System.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(20));
        process.Refresh();
        Console.WriteLine(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"latency: idle, {(process.TotalProcessorTime - before) / TimeProvider.System.GetElapsedTime(began) * 100:F2} % of a core"
            )
        );
        await host.StopAsync();
    }

    private static IHost Build(string folder, FirstLine line, List<double> gate)
    {
        var builder = Host.CreateApplicationBuilder([$"--ParserAdmin:DataDirectory={folder}"]);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddParserCore(builder.Configuration);
        builder.Services.AddSchedulerHost(builder.Configuration);
        foreach (var known in builder.Services.Where(service => service.ServiceType == typeof(IInvocable)).ToList())
            builder.Services.Remove(known);
        builder.Services.AddSingleton<IInvocable>(new ProbeInvocable(line, gate));
        return builder.Build();
    }

    private static async Task PrepareAsync(IServiceProvider services)
    {
        Expect(
            await services
                .GetRequiredService<SourceCommands>()
                .SaveAsync(Actor.System, TestSources.Yaml("shop"), null, CancellationToken.None)
        );
        var once = new ScheduleEdit("0 0 1 1 *", null, false, null, true, OverlapPolicy.Skip, MisfirePolicy.RunOnce);
        for (var i = 1; i < Schedules; i++)
        {
            Expect(
                await services
                    .GetRequiredService<ScheduleCommands>()
                    .AddAsync(
                        Actor.System,
                        new NewSchedule(CatalogSync.Definition.Name, "shop", $"s{i}", once),
                        null,
                        CancellationToken.None
                    )
            );
        }

        var version = (await services.GetRequiredService<SettingsStore>().ReadAsync(CancellationToken.None)).Version;
        Expect(
            await services
                .GetRequiredService<SafetyCommands>()
                .SwitchModeAsync(Actor.System, ParserMode.Auto, "a benchmark", version, CancellationToken.None)
        );
    }

    /// <summary>Moves the stored slot to a moment from now, as if the time before it had gone by, and arms the engine.</summary>
    private static async Task<double> SlotAsync(IServiceProvider services, FirstLine line)
    {
        line.Expect();
        var due = TimeProvider.System.UtcMilliseconds() + Ahead;
        await using (var context = await services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync())
        {
            (await context.Set<NextSlot>().SingleAsync(slot => slot.ScheduleId == Catalog)).NextAt = due;
            await context.SaveChangesAsync();
        }

        var earliest = await services.GetRequiredService<SlotLedger>().EarliestAsync(CancellationToken.None);
        await services.GetRequiredService<IScheduleEngine>().ArmAsync(earliest, CancellationToken.None);
        return (await line.ReachedAsync() - due).TotalMilliseconds;
    }

    private static async Task<double> ClickAsync(IServiceProvider services, FirstLine line)
    {
        line.Expect();
        var clicked = TimeProvider.System.GetUtcNow().UtcDateTime;
        Expect(
            await services
                .GetRequiredService<JobCommands>()
                .RequestAsync(
                    Actor.System,
                    CatalogSync.Definition.Name,
                    "shop",
                    JobParameters.None,
                    JobTrigger.Person,
                    CancellationToken.None
                )
        );
        return (await line.ReachedAsync() - clicked).TotalMilliseconds;
    }

    private static void Expect<T>(CommandResult<T> done)
    {
        if (!done.Succeeded)
            throw new InvalidOperationException(done.Message);
    }
}
