using System.Runtime.CompilerServices;
using MudBlazor;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Dialogs.Frame;

/// <summary>
/// What a person may take back with one click, for as long as the notice of it is there. The opposite command asks for their rights and
/// goes on record like any other.
/// </summary>
public sealed class UndoOffers(ISnackbar snackbar, CommandRunner commands)
{
    private readonly ConditionalWeakTable<Snackbar, Func<Task>> _undos = [];

    /// <summary>A notice got its button.</summary>
    public event Action? Offered;

    /// <param name="done">What was done, in words.</param>
    /// <param name="undo">The opposite command.</param>
    /// <param name="undone">What to say when it succeeded.</param>
    public void Offer<T>(
        string done,
        Func<Actor, CancellationToken, Task<CommandResult<T>>> undo,
        string undone,
        Severity severity = Severity.Success
    )
    {
        // Done, taken back and done again within seconds, it has the same words.
        var notice = snackbar.Add(done, severity, options => options.DuplicatesBehavior = SnackbarDuplicatesBehavior.Allow);
        if (notice is null)
            return;
        _undos.Add(notice, () => commands.RunAsync(undo, _ => undone, CancellationToken.None));
        Offered?.Invoke();
    }

    public bool Has(Snackbar notice) => _undos.TryGetValue(notice, out _);

    /// <summary>Once: a second click finds nothing.</summary>
    public async Task UndoAsync(Snackbar notice)
    {
        if (!_undos.TryGetValue(notice, out var undo))
            return;
        _undos.Remove(notice);
        snackbar.Remove(notice);
        await undo();
    }
}
