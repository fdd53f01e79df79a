using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Shared.Controls;

/// <summary>Buttons that each give one command: one at a time, and what was given goes on when the page is closed.</summary>
public abstract class CommandButtons : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closing = new();

    [Inject]
    private CommandRunner Runner { get; set; } = default!;

    /// <summary>Who looks; for drawing only, each command asks anew.</summary>
    [Parameter, EditorRequired]
    public Actor? Person { get; set; }

    /// <summary>A command is on its way; a second click does nothing.</summary>
    protected bool Busy { get; private set; }

    protected bool Closed => _closing.IsCancellationRequested;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <returns>Null where one is on its way already, and where nobody waits for the answer any more.</returns>
    protected async Task<CommandResult<T>?> DoAsync<T>(
        Func<Actor, CancellationToken, Task<CommandResult<T>>> command,
        Func<T, string?> done
    )
    {
        if (Busy)
            return null;
        Busy = true;
        try
        {
            return await Runner.RunAsync(command, done, _closing.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The page was closed while the command was on its way; the trail says how it ended.
            return null;
        }
        finally
        {
            Busy = false;
        }
    }
}
