using System.CommandLine;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Commands;

/// <summary><c>serve</c>, which is also what no command means. Options it does not know are ASP.NET's: --urls, --environment.</summary>
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
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) => parsed.UnmatchedTokens is [[not '-', ..] word, ..] ? NoSuchCommandAsync(parsed, word)
            : CommandErrors.GuardAsync(parsed.InvocationConfiguration.Error, () => ServeAsync([.. settings.Settings, .. parsed.UnmatchedTokens], cancellationToken)));
    }

    private static async Task<int> ServeAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var app = Portal.Build(args);
        using var only = NodeLock.Take(app.Services.GetRequiredService<DataDirectory>());
        using var second = new SecondInterrupt();
        await app.RunAsync(cancellationToken);
        return ExitCode.Done;
    }

    /// <summary>A mistyped command must not start a server.</summary>
    private static async Task<int> NoSuchCommandAsync(ParseResult parsed, string word)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"There is no command '{word}'. parseradmin --help lists them.");
        return ExitCode.WrongUsage;
    }
}
