using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core;

/// <summary>
/// Keeps one of several loops of a service going until the node ends. A service of one loop that fails ends the whole host, with a word; of
/// several, one could end while the others go on, and nobody would know.
/// </summary>
public static class EndlessLoop
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="what">Names the loop in the log, such as "The acknowledging of stops".</param>
    /// <param name="loop">Ends with an exception by a fault alone; it is begun again then.</param>
    public static async Task KeepAsync(
        string what,
        Func<CancellationToken, Task> loop,
        ILogger logger,
        TimeProvider clock,
        CancellationToken stoppingToken
    )
    {
        while (true)
        {
            try
            {
                await loop(stoppingToken);
                return;
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(broken, "{What} broke off by a fault in the program; it begins again", what);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }
}
