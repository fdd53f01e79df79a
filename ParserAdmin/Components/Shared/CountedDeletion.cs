using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Shared;

/// <summary>
/// A dialog that says what would go, deletes exactly that when the person agrees, and shows how far it is. Closing it ends it after a
/// batch.
/// </summary>
/// <typeparam name="TCount">What is counted first, and told anew where the deletion was refused because something else matched by
/// then.</typeparam>
public abstract class CountedDeletion<TCount> : ComponentBase, IProgress<int>, IDisposable
    where TCount : class
{
    private readonly CancellationTokenSource _closing = new();

    [CascadingParameter]
    protected IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    /// <summary>Null until it is known.</summary>
    protected TCount? Count { get; private set; }

    protected int Deleted { get; private set; }

    protected string Reason { get; set; } = "";

    protected string? Refusal { get; private set; }

    protected bool Busy { get; private set; }

    public void Report(int value)
    {
        Deleted = value;
        _ = InvokeAsync(StateHasChanged);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        var counted = await CountAsync(await CurrentActor.GetAsync(_closing.Token), _closing.Token);
        (Count, Refusal) = (counted.Value, counted.Message);
    }

    protected async Task DeleteAsync()
    {
        if (Busy || Count is not { } count)
            return;
        Busy = true;
        try
        {
            var result = await DeleteAsync(await CurrentActor.GetAsync(_closing.Token), count, Reason.Trim(), _closing.Token);
            Refusal = result.Message;
            if (result.Succeeded)
                Dialog.Close(DialogResult.Ok(true));
            else if (result.Value is { } now && IsCount(now))
                Count = now;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The person closed the dialog; what was deleted until then is on record.
        }
        finally
        {
            Busy = false;
        }
    }

    protected abstract Task<CommandResult<TCount>> CountAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Tells <see cref="Report"/> of each batch.</summary>
    protected abstract Task<CommandResult<TCount>> DeleteAsync(
        Actor actor,
        TCount count,
        string reason,
        CancellationToken cancellationToken
    );

    /// <summary>Whether what came with a refusal is a count, not the report of a deletion that broke off.</summary>
    protected virtual bool IsCount(TCount now) => true;
}
