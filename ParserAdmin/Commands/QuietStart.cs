namespace ParserAdmin.Commands;

/// <summary>
/// Until the program runs, whoever started it is told once, in words, why it does not. The host, the web server and the drivers would log
/// the same with a stack trace each before that.
/// </summary>
internal static class QuietStart
{
    private static readonly string[] Loud =
    [
        "Microsoft.Extensions.Hosting.Internal.Host",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.EntityFrameworkCore",
        "Microsoft.AspNetCore.DataProtection",
        "Quartz",
    ];

    /// <param name="started">Whether the host has started; asked at each line.</param>
    public static void AddQuietStart(this ILoggingBuilder logging, IConfiguration configuration, Func<bool> started)
    {
        foreach (var category in Loud)
        {
            var least = Enum.TryParse<LogLevel>(
                configuration[$"Logging:LogLevel:{category}"] ?? configuration["Logging:LogLevel:Default"],
                ignoreCase: true,
                out var level
            )
                ? level
                : LogLevel.Warning;
            logging.AddFilter(category, wanted => wanted >= least && started());
        }
    }
}
