using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Quartz;

namespace ParserAdmin.Benchmarks;

/// <summary>From a slot's due time to the invocable's first line, ours and bare Quartz in turn, each on SQLite files of its own.</summary>
internal static class LatencyBenchmark
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(120);

    public static async Task RunAsync(int firings)
    {
        using var directory = new TestDirectory();
        var (ourLine, bareLine, gate) = (new FirstLine(), new FirstLine(), new List<double>());
        using var ours = Ours(directory.File("ours"), ourLine, gate);
        using var bare = Bare(directory.File("bare.db"), bareLine);
        await ours.StartAsync();
        await bare.StartAsync();
        await PrepareAsync(ours.Services);
        await using var news = ours.Services.GetRequiredService<EventBus>().Subscribe(raised => raised is JobChanged { Job.EndedAt: not null });
        await using var ends = news.ReadBatchesAsync(TimeSpan.Zero).GetAsyncEnumerator();

        // Switching to auto starts the source once by itself; that run warms up, and is over before the measuring.
        await ends.MoveNextAsync();
        var (ourTimes, bareTimes) = (new List<double>(), new List<double>());
        for (var i = 0; i < firings + 10; i++)
        {
            var theirs = await FireAsync(bare.Services, new JobKey("bare"), null, bareLine);
            var mine = await FireAsync(ours.Services, new JobKey("invocable"), $"{CatalogSync.Definition.Name}:shop", ourLine);
            await ends.MoveNextAsync();
            if (i < 10)
                continue;
            bareTimes.Add(theirs);
            ourTimes.Add(mine);
        }

        Figures.Print("latency: bare Quartz on SQLite", bareTimes);
        Figures.Print("latency: ParserAdmin on SQLite", ourTimes);
        Figures.Print("latency: of it one question to the gate", gate);
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"latency: added at p50 {Figures.Percentile(ourTimes, 50) - Figures.Percentile(bareTimes, 50):F2} ms"));
        await ours.StopAsync();
        await bare.StopAsync();
    }

    private static IHost Ours(string folder, FirstLine line, List<double> gate)
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

    private static IHost Bare(string file, FirstLine line)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(line);
        builder.Services.AddQuartz(quartz => quartz.UsePersistentStore(store =>
        {
            store.ProvisionSchema();
            store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
            store.UseSqlite($"Data Source={file}");
        }));
        builder.Services.AddQuartzHostedService(options => options.AwaitApplicationStarted = true);
        return builder.Build();
    }

    private static async Task PrepareAsync(IServiceProvider services)
    {
        var saved = await services.GetRequiredService<SourceCommands>().SaveAsync(Actor.System, TestSources.Yaml("shop"), null, CancellationToken.None);
        var version = (await services.GetRequiredService<SettingsStore>().ReadAsync(CancellationToken.None)).Version;
        var switched = await services.GetRequiredService<SafetyCommands>().SwitchModeAsync(Actor.System, ParserMode.Auto, "a benchmark", version, CancellationToken.None);
        if (!saved.Succeeded || !switched.Succeeded)
            throw new InvalidOperationException(saved.Message + switched.Message);
    }

    private static async Task<double> FireAsync(IServiceProvider services, JobKey job, string? schedule, FirstLine line)
    {
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        if (schedule is null)
            await scheduler.AddJob(JobBuilder.Create<BareJob>().WithIdentity(job).StoreDurably().Build(), AddJobOptions.Replacing);
        line.Expect();
        var due = TimeProvider.System.GetUtcNow() + Ahead;
        var trigger = TriggerBuilder.Create().ForJob(job).StartAt(due);
        if (schedule is not null)
            trigger.UsingJobData(InvocableJob.ScheduleKey, schedule);
        var built = trigger.Build();
        await scheduler.ScheduleJob(built);
        return (await line.ReachedAsync() - built.StartTimeUtc.UtcDateTime).TotalMilliseconds;
    }
}
