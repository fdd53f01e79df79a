using System.CommandLine;
using ParserAdmin.Core;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Commands;

/// <summary>
/// Core's services for one command, without anything that runs by itself. Who may run the program on this machine acts as an admin.
/// </summary>
internal sealed class CommandHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private CommandHost(ServiceProvider services, InvocationConfiguration console, TextReader? input) =>
        (_services, Output, Error, Input) = (services, console.Output, console.Error, input);

    public static Actor Actor { get; } = new(ActorType.Cli, Environment.UserName, Environment.UserName, Role.Admin);

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>Null for the console.</summary>
    public TextReader? Input { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<CommandHost> OpenAsync(
        string[] settings,
        DatabaseNeed need,
        InvocationConfiguration console,
        TextReader? input,
        CancellationToken cancellationToken
    )
    {
        var configuration = Configuration(settings);
        if (need is DatabaseNeed.Existing or DatabaseNeed.AsItIs)
            RefuseMissing(configuration);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging =>
            logging
                .SetMinimumLevel(LogLevel.Warning)
                .AddSimpleConsole(line => line.SingleLine = true)
                .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
        );
        services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options =>
            options.LogToStandardErrorThreshold = LogLevel.Trace
        );
        services.AddParserCore(configuration);

        // The scheduler lives in the nodes; its beat of a few seconds finds what was asked for here.
        services.AddSingleton<IJobDispatcher, NodesPickUp>();
        var host = new CommandHost(services.BuildServiceProvider(), console, input);
        if (need is DatabaseNeed.Existing or DatabaseNeed.Created)
        {
            await host.Get<DatabaseMigrator>().MigrateAsync(cancellationToken);
            await host.Get<SettingsStore>().EnsureCreatedAsync(cancellationToken);
        }

        return host;
    }

    /// <summary>The same files and the same environment as the server reads.</summary>
    /// <param name="named">A file of settings that a person named, or null.</param>
    internal static IConfiguration Configuration(string[] settings, string? named = null)
    {
        var environment =
            Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? Environments.Production;
        var builder = new ConfigurationBuilder()
            .SetBasePath(Directory.GetCurrentDirectory())
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(settings);
        builder.AddShippedSettings();
        if (named is not null)
            builder.AddNamedSettings(named);
        return builder.Build();
    }

    public async Task<int> RefuseAsync<T>(CommandResult<T> refused)
    {
        await Error.WriteLineAsync(refused.Message);
        return ExitCode.Of(refused.Status);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static void RefuseMissing(IConfiguration configuration)
    {
        if (DatabasePlace.From(configuration).File is { } file && !File.Exists(file))
        {
            throw new InvalidOperationException(
                $"There is no ParserAdmin database in {Path.GetDirectoryName(Path.GetFullPath(file))}. Run this in the folder that "
                    + $"ParserAdmin runs in, or name its data with --ParserAdmin:DataDirectory=FOLDER."
            );
        }
    }
}
