using System.CommandLine;
using ParserAdmin.Core;
using ParserAdmin.Core.Cluster.ShellStop;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Slots;

namespace ParserAdmin.Commands.Running;

/// <summary>A node without a portal, from its start to its graceful end.</summary>
internal static class RunSession
{
    private const string AskTheOther =
        "Let that one run the task, by Run now in its portal or POST /tasks of its API; to run it here, end that one first";

    public static async Task<int> RunAsync(
        string[] settings,
        RunOptions options,
        InvocationConfiguration console,
        CancellationToken cancellationToken
    )
    {
        using var host = Build(settings, options);
        var code = await RunAsync(host, options, console, cancellationToken);

        // The last word: the progress before it is written, and the log is stored to its end.
        if (options.Once)
        {
            await host
                .Services.GetRequiredService<WarningLines>()
                .WriteAsync(host.Services.GetRequiredService<FirstRun>().Requested, console.Output);
        }

        return code;
    }

    private static async Task<int> RunAsync(
        IHost host,
        RunOptions options,
        InvocationConfiguration console,
        CancellationToken cancellationToken
    )
    {
        var data = host.Services.GetRequiredService<DataDirectory>();
        using var only = options.Once ? NodeLock.Take(data, AskTheOther) : NodeLock.Take(data);
        foreach (var warning in KnownSettings.Warnings(host.Services.GetRequiredService<IConfiguration>()))
            await console.Error.WriteLineAsync(warning);
        using var second = new SecondInterrupt();
        var ending = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await host.StartAsync(cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending);
        await using var progress = new ProgressLines(
            host.Services.GetRequiredService<ParserAdmin.Core.Events.EventBus>(),
            console.Output,
            options.Once ? JobLogLevel.Error : JobLogLevel.Warning
        );
        try
        {
            return await WorkAsync(host.Services, options, console, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            await console.Error.WriteLineAsync("Ending; running jobs come to a stop first.");
            return options.Once ? ExitCode.Failed : ExitCode.Done;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static IHost Build(string[] settings, RunOptions options)
    {
        var builder = Host.CreateApplicationBuilder(settings);
        builder.Configuration.AddShippedSettings();
        if (options.ConfigFile is { } named)
            builder.Configuration.AddNamedSettings(named);
        IHost? host = null;
        builder.Logging.AddQuietStart(
            builder.Configuration,
            () => host?.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested == true
        );
        builder
            .Logging.ClearProviders()
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddSimpleConsole(line => line.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(log =>
            log.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.Services.AddSingleton(new StartPolicy(SkipInitial: options.SkipInitial || options.Once));
        builder.Services.AddParserCore(builder.Configuration);
        builder.Services.AddSchedulerHost(builder.Configuration);
        builder.Services.AddHostedService<StopSocket>();
        builder.Services.AddSingleton<FirstRun>();
        builder.Services.AddSingleton<WarningLines>();
        return host = builder.Build();
    }

    private static async Task<int> WorkAsync(
        IServiceProvider services,
        RunOptions options,
        InvocationConfiguration console,
        CancellationToken cancellationToken
    )
    {
        var settings = await services.GetRequiredService<SettingsStore>().ReadAsync(cancellationToken);

        // In auto the schedules start what is due by themselves; a run by hand beside them would be the same run twice.
        if (options.Once || (!options.SkipInitial && settings.Mode == ParserMode.Manual))
        {
            var code = await services.GetRequiredService<FirstRun>().RunAsync(options, console.Error, cancellationToken);
            if (options.Once)
                return code;
        }

        await console.Error.WriteLineAsync(
            settings.Mode == ParserMode.Auto
                ? "The schedules run. Ctrl+C ends."
                : "The mode is manual, so no schedule starts a job. Switch with: parseradmin mode auto --reason TEXT. Ctrl+C ends."
        );
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return ExitCode.Done;
    }
}
