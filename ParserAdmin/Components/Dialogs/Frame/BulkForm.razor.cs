using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Components.Dialogs.Frame;

/// <summary>
/// A dialog that gives one command for each of many things; each is a change of its own, and the dialog tells how each went.
/// </summary>
public sealed partial class BulkForm<T> : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private string _reason = "";
    private string? _refusal;
    private bool _busy;
    private int _of;
    private Guid? _act;
    private List<(T Thing, string? Refusal, string Done)>? _results;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    /// <summary>Those that it can be done to.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<T> Things { get; set; }

    /// <summary>What the button says, before the number.</summary>
    [Parameter, EditorRequired]
    public required string Verb { get; set; }

    /// <summary>What will happen.</summary>
    [Parameter, EditorRequired]
    public required string Words { get; set; }

    /// <summary>Which of the chosen are left out, and why; null where none is.</summary>
    [Parameter]
    public string? Left { get; set; }

    /// <summary>Null where no reason is asked for.</summary>
    [Parameter]
    public string? ReasonLabel { get; set; }

    [Parameter]
    public bool ReasonNeeded { get; set; }

    /// <summary>What it does cannot be taken back.</summary>
    [Parameter]
    public bool Danger { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<T> Name { get; set; }

    /// <summary>
    /// Gives the command for one of them, with the reason if there is one; answers why it was refused, or null, and what was done.
    /// </summary>
    [Parameter, EditorRequired]
    public required Func<T, Actor, string?, CancellationToken, Task<(string? Refusal, string Done)>> Ask { get; set; }

    /// <summary>Hears of those that it was done to, once all were asked or the dialog was closed.</summary>
    [Parameter]
    public Action<IReadOnlyList<T>>? Finished { get; set; }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task RunAsync()
    {
        if (_busy || _results is not null)
            return;
        _refusal = ReasonNeeded && QueryText.Clean(_reason) is null ? "Say why: the reason is shown to everyone." : null;
        if (_refusal is not null)
            return;
        var things = Things;
        (_busy, _of, _results) = (true, things.Count, []);
        try
        {
            foreach (var thing in things)
            {
                var (refusal, done) = await AskAsync(thing);
                _results.Add((thing, refusal, done));
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The person closed the dialog; what was done until then is on record, and the rest was not asked for.
        }
        finally
        {
            _busy = false;
            if (_results.Where(result => result.Refusal is null).Select(result => result.Thing).ToList() is { Count: > 0 } done)
                Finished?.Invoke(done);
        }
    }

    private async Task<(string? Refusal, string Done)> AskAsync(T thing)
    {
        try
        {
            // Each is checked anew, but for the trail it is one act.
            var now = await CurrentActor.GetAsync(_closing.Token);
            var actor = now with { CorrelationId = _act ??= now.CorrelationId };
            return await Ask(thing, actor, QueryText.Clean(_reason), _closing.Token);
        }
        catch (Exception unanswered) when (StorageFaults.IsOutage(unanswered))
        {
            return ("The database did not answer, so it is not certain whether this was done. Look at it.", "");
        }
    }
}
