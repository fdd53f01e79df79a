using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Schedules.Engines.Coravel;
using ParserAdmin.Core.Schedules.Engines.Quartz;

namespace ParserAdmin.Core.Schedules.Engines;

/// <summary>Which engine calls the scheduler's work: <c>ParserAdmin:Scheduler:Engine</c>.</summary>
public static class EngineServices
{
    private const string Key = "ParserAdmin:Scheduler:Engine";

    /// <summary>
    /// <c>auto</c>: Coravel on SQLite, which is for one node, and Quartz, clustered, on the servers. Quartz on SQLite keeps its alarms in
    /// memory: our table holds the slots, so there is nothing that a file of its own would have to remember.
    /// </summary>
    /// <exception cref="InvalidOperationException">The configured word is no engine.</exception>
    public static IServiceCollection AddScheduleEngine(this IServiceCollection services, IConfiguration configuration)
    {
        var database = configuration.GetSection("ParserAdmin:Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        var word = configuration[Key] is { Length: > 0 } configured ? configured.Trim().ToLowerInvariant() : "auto";
        return word switch
        {
            "auto" when database.Provider.Equals("sqlite", StringComparison.OrdinalIgnoreCase) => services.AddCoravelEngine(),
            "auto" or "quartz" => services.AddQuartzEngine(database),
            "coravel" => services.AddCoravelEngine(),
            _ => throw new InvalidOperationException($"{Key} is '{configuration[Key]}'. Set it to auto, coravel or quartz."),
        };
    }
}
