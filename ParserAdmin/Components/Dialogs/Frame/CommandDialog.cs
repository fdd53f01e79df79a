using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Components.Dialogs.Frame;

/// <summary>
/// A dialog that ends in one command: it closes when that is done; what is refused is said in it, and the words are kept.
/// </summary>
public abstract class CommandDialog : ComponentBase
{
    [CascadingParameter]
    protected IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    protected ICurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    protected UndoOffers Undos { get; set; } = default!;

    /// <summary>Why the last try was refused.</summary>
    protected string? Refusal { get; set; }

    /// <summary>The command is on its way; a second click does nothing.</summary>
    protected bool Busy { get; private set; }

    /// <param name="done">Hears of what was done before the dialog closes.</param>
    /// <returns>Null where a command is on its way already.</returns>
    protected async Task<CommandResult<T>?> DecideAsync<T>(Func<Actor, Task<CommandResult<T>>> command, Action<T>? done = null)
    {
        if (Busy)
            return null;
        Busy = true;
        try
        {
            var result = await command(await CurrentActor.GetAsync(CancellationToken.None));
            Refusal = result.Message;
            if (result.Succeeded)
            {
                done?.Invoke(result.Value);
                Dialog.Close(DialogResult.Ok(true));
            }

            return result;
        }
        catch (Exception unanswered) when (StorageFaults.IsOutage(unanswered))
        {
            Refusal = "The database did not answer, so it is not certain whether this was done. Look, then try again.";
            return null;
        }
        finally
        {
            Busy = false;
        }
    }
}
