using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ParserAdmin.Auth;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Components.Shared;

/// <summary>
/// A page that shows what happens while it happens: it subscribes first, then reads its snapshot, then applies what arrived since, one
/// render a batch. Where the news came faster than it could be shown, it reads its snapshot anew.
/// </summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();

    // A snapshot that is being read must not overwrite news that was applied meanwhile: one of the two at a time.
    private readonly SemaphoreSlim _turn = new(1);
    private EventSubscription? _subscription;
    private Task _pump = Task.CompletedTask;
    private Task _ticking = Task.CompletedTask;
    private object? _loadedFor;
    private long _dropped;
    private bool _disposed;

    [Inject]
    protected EventBus Bus { get; set; } = default!;

    [Inject]
    protected TimeProvider Clock { get; set; } = default!;

    [Inject]
    protected CommandRunner Commands { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    /// <summary>The moment of this rendering, UTC, whole seconds: what running durations and "3 min ago" are counted from.</summary>
    protected DateTime Now { get; private set; }

    /// <summary>Whether the first snapshot is there.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>Whether a command of this page is on its way; its buttons are disabled meanwhile.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Who looks, as they were at the last snapshot. For drawing only: each command asks anew.</summary>
    protected Actor? Person { get; private set; }

    /// <summary>Cancelled when the page closes.</summary>
    protected CancellationToken Closing => _closing.Token;

    /// <summary>What the snapshot depends on (route and query values); the page reads anew when it changes.</summary>
    protected virtual object LoadKey => typeof(LivePage);

    /// <summary>Whether something on the page moves with the clock; asked once a second.</summary>
    protected virtual bool MovesWithClock => false;

    /// <summary>Which events matter. Called on the publisher's thread, so it must be quick and only read.</summary>
    protected abstract bool Wants(IEvent raised);

    /// <summary>Reads the snapshot.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Applies news to what is shown. Something the snapshot already held must do no harm.</summary>
    protected abstract Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken);

    /// <summary>
    /// Once a second while <see cref="MovesWithClock"/>, before the page is drawn again. What it reads, it reads by
    /// <see cref="AloneAsync"/> or <see cref="ReloadAsync"/>.
    /// </summary>
    protected virtual Task OnSecondAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads the snapshot again.</summary>
    protected Task ReloadAsync() =>
        AloneAsync(async () =>
        {
            await ReadPersonAsync();
            await LoadAsync(Closing);
            Loaded = true;
            SetNow();
        });

    /// <summary>
    /// Reads a part of what is shown while nothing else does, so that nothing newer is overwritten. Loading and applying are alone anyway.
    /// </summary>
    protected async Task AloneAsync(Func<Task> read)
    {
        await _turn.WaitAsync(Closing);
        try
        {
            await read();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whether the person may do what needs this role, as far as is known; for drawing only.</summary>
    protected bool May(Role role) => Person?.May(role) == true;

    /// <summary>Why a control is disabled, or what it does.</summary>
    protected string TitleFor(Role role, string what) => RoleWords.Refusal(role, Person) ?? what;

    /// <summary>Runs one command at a time: a second click while the first is on its way does nothing and answers null.</summary>
    protected async Task<CommandResult<T>?> RunAsync<T>(
        Func<Actor, CancellationToken, Task<CommandResult<T>>> command,
        Func<T, string?>? done = null
    )
    {
        if (Busy)
            return null;
        Busy = true;
        try
        {
            return await Commands.RunAsync(command, done, Closing);
        }
        finally
        {
            Busy = false;
        }
    }

    protected override void OnInitialized()
    {
        SetNow();
        _subscription = Bus.Subscribe(raised => Wants(raised) || IsAboutPerson(raised));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_disposed || Equals(_loadedFor, LoadKey))
            return;
        var first = _loadedFor is null;
        _loadedFor = LoadKey;
        try
        {
            await ReloadAsync();
        }
        catch (OperationCanceledException) when (Closing.IsCancellationRequested)
        {
            return;
        }

        if (!first || _disposed)
            return;
        _pump = GuardAsync(PumpAsync);
        _ticking = GuardAsync(TickAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _closing.CancelAsync();
        if (_subscription is not null)
            await _subscription.DisposeAsync();
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What else the page has to let go of.</summary>
    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    private async Task ReadPersonAsync()
    {
        try
        {
            Person = await CurrentActor.GetAsync(Closing);
        }
        catch (Exception unread) when (Person is not null && StorageFaults.IsOutage(unread))
        {
            // Drawn with the role as it was; each command asks anew.
        }
    }

    /// <summary>A role that was given or taken is drawn at once.</summary>
    private bool IsAboutPerson(IEvent raised) =>
        raised is AuditAppended { Entry: { EntityType: "users", EntityId: { } id } } && id == Person?.Id;

    private async Task PumpAsync()
    {
        await foreach (var batch in _subscription!.ReadBatchesAsync(Closing))
            await InvokeAsync(() => TakeAsync(batch));
    }

    private async Task TakeAsync(IReadOnlyList<IEvent> batch)
    {
        var dropped = _subscription!.Dropped;
        if (dropped != _dropped || batch.Any(IsAboutPerson))
        {
            _dropped = dropped;
            await ReloadAsync();
        }
        else
        {
            await AloneAsync(() => ApplyAsync(batch, Closing));
        }

        SetNow();
        StateHasChanged();
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Clock);
        while (await timer.WaitForNextTickAsync(Closing))
        {
            if (!MovesWithClock)
                continue;
            await InvokeAsync(async () =>
            {
                SetNow();
                await OnSecondAsync(Closing);
                StateHasChanged();
            });
        }
    }

    /// <summary>What fails in the background is shown by the page's error boundary, like any other fault.</summary>
    private async Task GuardAsync(Func<Task> background)
    {
        try
        {
            await background();
        }
        catch (OperationCanceledException ended) when (Closing.IsCancellationRequested || ended.InnerException is JSDisconnectedException)
        {
            // The page was closed, or its browser is gone and it is about to be.
        }
        catch (Exception) when (_disposed)
        {
            // The circuit went away between two steps; there is nobody left to tell.
        }
        catch (Exception failed)
        {
            await DispatchExceptionAsync(failed);
        }
    }

    private void SetNow() => Now = Clock.UtcMilliseconds() is var now ? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) : default;
}
