using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Shared.Controls;

/// <summary>Buttons that each give one command: one at a time, and what was given goes on when the page is closed.</summary>
public abstract class CommandButtons : ComponentBase, IDisposable
{
    [Inject]
    private CommandRunner Runner { get; set; } = default!;

    /// <summary>Who looks; for drawing only, each command asks anew.</summary>
    [Parameter, EditorRequired]
    public Actor? Person { get; set; }

    /// <summary>A command is on its way; a second click does nothing.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Nobody waits for the answer any more.</summary>
    protected bool Closed { get; private set; }

    public void Dispose()
    {
        Closed = true;
        GC.SuppressFinalize(this);
    }

    /// <returns>Null where one is on its way already.</returns>
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
            return await Runner.RunAsync(command, done, CancellationToken.None);
        }
        finally
        {
            Busy = false;
        }
    }
}
