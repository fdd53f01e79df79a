using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>
/// What is done for the browser while no run waits for it: a run that is being stopped must end, also where a tab does not close.
/// </summary>
internal sealed class BrowserCleanup(ILogger logger)
{
    private readonly ConcurrentDictionary<Task, bool> _underway = new();

    /// <summary>Begins it elsewhere and returns at once. It bounds its own time.</summary>
    public void Begin(Func<Task> chore)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _underway[ended.Task] = true;
        _ = Task.Run(async () =>
        {
            try
            {
                await chore();
            }
            catch (Exception failed)
            {
                // Nobody waits for it who could be told.
                logger.LogError(failed, "Cleaning up after the browser failed");
            }
            finally
            {
                _underway.TryRemove(ended.Task, out _);
                ended.SetResult();
            }
        });
    }

    /// <summary>Completes when nothing is left to be done, also of what began meanwhile.</summary>
    public async Task DoneAsync()
    {
        while (_underway.Keys is { Count: > 0 } underway)
            await Task.WhenAll(underway);
    }
}
